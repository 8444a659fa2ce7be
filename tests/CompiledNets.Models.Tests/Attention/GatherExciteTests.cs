namespace CompiledNets.Models.Tests.Attention;

[CompiledNet]
public partial class GEMinusExtent2
{
    static Tensor Forward([Shape(3, 64, 64)] Tensor x) => GatherExcite.ResNet50ThetaMinus(x, 2);
}

[CompiledNet]
public partial class GEMinusExtent4
{
    static Tensor Forward([Shape(3, 64, 64)] Tensor x) => GatherExcite.ResNet50ThetaMinus(x, 4);
}

[CompiledNet]
public partial class GEMinusExtent8
{
    static Tensor Forward([Shape(3, 64, 64)] Tensor x) => GatherExcite.ResNet50ThetaMinus(x, 8);
}

[CompiledNet]
public partial class GEMinusGlobal
{
    static Tensor Forward([Shape(3, 64, 64)] Tensor x) => GatherExcite.ResNet50ThetaMinus(x, GatherExcite.Global);
}

[CompiledNet]
public partial class GEThetaExtent2
{
    static Tensor Forward([Shape(3, 64, 64)] Tensor x) => GatherExcite.ResNet50Theta(x, 2);
}

[CompiledNet]
public partial class GEThetaExtent4
{
    static Tensor Forward([Shape(3, 64, 64)] Tensor x) => GatherExcite.ResNet50Theta(x, 4);
}

[CompiledNet]
public partial class GEThetaExtent8
{
    static Tensor Forward([Shape(3, 64, 64)] Tensor x) => GatherExcite.ResNet50Theta(x, 8);
}

[CompiledNet]
public partial class GEThetaGlobal
{
    static Tensor Forward([Shape(3, 64, 64)] Tensor x) => GatherExcite.ResNet50Theta(x, GatherExcite.Global);
}

[CompiledNet]
public partial class GEPlusExtent4
{
    static Tensor Forward([Shape(3, 64, 64)] Tensor x) => GatherExcite.ResNet50ThetaPlus(x, 4);
}

[CompiledNet]
public partial class GEPlusGlobal
{
    static Tensor Forward([Shape(3, 64, 64)] Tensor x) => GatherExcite.ResNet50ThetaPlus(x, GatherExcite.Global);
}

[CompiledNet]
public partial class GETimmExtent2
{
    static Tensor Forward([Shape(3, 64, 64)] Tensor x) => GatherExcite.TimmResNet50(x, 2);
}

[CompiledNet]
public partial class GETimmExtent4WithParameters
{
    static Tensor Forward([Shape(3, 64, 64)] Tensor x) => GatherExcite.TimmResNet50(x, 4, extraParams: true);
}

public class GEMinusExtent2Tests() : GoldenTests<GEMinusExtent2>("ge_resnet50_minus_e2_64x64");

public class GEMinusExtent4Tests() : GoldenTests<GEMinusExtent4>("ge_resnet50_minus_e4_64x64");

public class GEMinusExtent8Tests() : GoldenTests<GEMinusExtent8>("ge_resnet50_minus_e8_64x64");

public class GEMinusGlobalTests() : GoldenTests<GEMinusGlobal>("ge_resnet50_minus_eglobal_64x64");

public class GEThetaExtent2Tests() : GoldenTests<GEThetaExtent2>("ge_resnet50_theta_e2_64x64");

public class GEThetaExtent4Tests() : GoldenTests<GEThetaExtent4>("ge_resnet50_theta_e4_64x64");

public class GEThetaExtent8Tests() : GoldenTests<GEThetaExtent8>("ge_resnet50_theta_e8_64x64");

public class GEThetaGlobalTests() : GoldenTests<GEThetaGlobal>("ge_resnet50_theta_eglobal_64x64");

public class GEPlusExtent4Tests() : GoldenTests<GEPlusExtent4>("ge_resnet50_plus_e4_64x64");

public class GEPlusGlobalTests() : GoldenTests<GEPlusGlobal>("ge_resnet50_plus_eglobal_64x64");

public class GETimmExtent2Tests() : GoldenTests<GETimmExtent2>("resnet50_ge_e2_64x64");

public class GETimmExtent4WithParametersTests() : GoldenTests<GETimmExtent4WithParameters>("resnet50_ge_e4_params_64x64");
