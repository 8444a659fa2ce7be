using CompiledNets;

namespace Zoo.Nets;

[CompiledNet]
public partial class RegNetX400MF
{
    static Tensor Forward([Shape(3, 224, 224)] Tensor image) => Models.RegNet.X400MF(image);
}

[CompiledNet]
public partial class RegNetX800MF
{
    static Tensor Forward([Shape(3, 224, 224)] Tensor image) => Models.RegNet.X800MF(image);
}

[CompiledNet]
public partial class RegNetX1600MF
{
    static Tensor Forward([Shape(3, 224, 224)] Tensor image) => Models.RegNet.X1600MF(image);
}

[CompiledNet]
public partial class RegNetX3200MF
{
    static Tensor Forward([Shape(3, 224, 224)] Tensor image) => Models.RegNet.X3200MF(image);
}

[CompiledNet]
public partial class RegNetX8GF
{
    static Tensor Forward([Shape(3, 224, 224)] Tensor image) => Models.RegNet.X8GF(image);
}

[CompiledNet]
public partial class RegNetX16GF
{
    static Tensor Forward([Shape(3, 224, 224)] Tensor image) => Models.RegNet.X16GF(image);
}

[CompiledNet]
public partial class RegNetX32GF
{
    static Tensor Forward([Shape(3, 224, 224)] Tensor image) => Models.RegNet.X32GF(image);
}

[CompiledNet]
public partial class RegNetY400MF
{
    static Tensor Forward([Shape(3, 224, 224)] Tensor image) => Models.RegNet.Y400MF(image);
}

[CompiledNet]
public partial class RegNetY800MF
{
    static Tensor Forward([Shape(3, 224, 224)] Tensor image) => Models.RegNet.Y800MF(image);
}

[CompiledNet]
public partial class RegNetY1600MF
{
    static Tensor Forward([Shape(3, 224, 224)] Tensor image) => Models.RegNet.Y1600MF(image);
}

[CompiledNet]
public partial class RegNetY3200MF
{
    static Tensor Forward([Shape(3, 224, 224)] Tensor image) => Models.RegNet.Y3200MF(image);
}

[CompiledNet]
public partial class RegNetY8GF
{
    static Tensor Forward([Shape(3, 224, 224)] Tensor image) => Models.RegNet.Y8GF(image);
}

[CompiledNet]
public partial class RegNetY16GF
{
    static Tensor Forward([Shape(3, 224, 224)] Tensor image) => Models.RegNet.Y16GF(image);
}

[CompiledNet]
public partial class RegNetY32GF
{
    static Tensor Forward([Shape(3, 224, 224)] Tensor image) => Models.RegNet.Y32GF(image);
}
