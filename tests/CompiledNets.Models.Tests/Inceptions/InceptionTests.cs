namespace CompiledNets.Models.Tests.Inceptions;

[CompiledNet]
public partial class InceptionFigure5
{
    static Tensor Forward([Shape(96, 9, 9)] Tensor image) => Inception.Figure5(image, "", 64, 48, 64, 64, 96, 32);
}

[CompiledNet]
public partial class InceptionFigure6
{
    static Tensor Forward([Shape(96, 9, 9)] Tensor image) => Inception.Figure6(image, "", 48, 32, 48, 32, 48, 48);
}

[CompiledNet]
public partial class InceptionFigure7
{
    static Tensor Forward([Shape(128, 8, 8)] Tensor image) => Inception.Figure7(image, "", 32, 40, 40, 48, 40, 24);
}

[CompiledNet]
public partial class InceptionFigure10
{
    static Tensor Forward([Shape(96, 9, 9)] Tensor image) => Inception.Figure10(image, "", 32, 48, 48, 64);
}

[CompiledNet]
public partial class InceptionFigure10Simple
{
    static Tensor Forward([Shape(64, 9, 9)] Tensor image) => Inception.Figure10Simple(image, "", 64);
}

[CompiledNet]
public partial class InceptionV2At96
{
    static Tensor Forward([Shape(3, 96, 96)] Tensor image) => Inception.V2(image);
}

[CompiledNet]
public partial class InceptionV3At96
{
    static Tensor Forward([Shape(3, 96, 96)] Tensor image) => Inception.V3(image);
}

public class InceptionFigure5Tests() : GoldenTests<InceptionFigure5>("inception_fig5_9x9");

public class InceptionFigure6Tests() : GoldenTests<InceptionFigure6>("inception_fig6_9x9");

public class InceptionFigure7Tests() : GoldenTests<InceptionFigure7>("inception_fig7_8x8");

public class InceptionFigure10Tests() : GoldenTests<InceptionFigure10>("inception_grid_reduction_9x9");

public class InceptionFigure10SimpleTests() : GoldenTests<InceptionFigure10Simple>("inception_grid_reduction_simple_9x9");

public class InceptionV2At96Tests() : GoldenTests<InceptionV2At96>("inception_v2_96x96");

public class InceptionV3At96Tests() : GoldenTests<InceptionV3At96>("inception_v3_96x96");
