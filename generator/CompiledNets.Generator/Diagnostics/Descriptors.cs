using Microsoft.CodeAnalysis;

namespace CompiledNets.Generator.Diagnostics;

/// <summary>Every diagnostic of the generator.</summary>
internal static class Descriptors
{
    private const string Category = "CompiledNets";

    public static readonly DiagnosticDescriptor NotPartial = Error(
        "CN0001", "A compiled net must be partial",
        "'{0}' must be partial, as the compiled code of the net is added to it; write 'partial class {0}'",
        "The generator adds Load, Run and the kernels to the class, so the class and every type around it must be partial.");

    public static readonly DiagnosticDescriptor UnsupportedClass = Error(
        "CN0002", "This class cannot be a compiled net",
        "'{0}' cannot be a compiled net because it {1}; {2}",
        "A net is a plain class: it has instances, which hold weights and scratch memory, and one fixed set of shapes.");

    public static readonly DiagnosticDescriptor NoForward = Error(
        "CN0003", "A compiled net needs a Forward method",
        "'{0}' has no Forward method; add 'static Tensor Forward([Shape(channels, height, width)] Tensor x)'",
        "The body of Forward is the declaration of the net.");

    public static readonly DiagnosticDescriptor ManyForwards = Error(
        "CN0004", "A compiled net has one Forward method",
        "'{0}' has {1} methods named Forward; keep one and give the others another name",
        "Each class declares one net; overloads of Forward would make it ambiguous which.");

    public static readonly DiagnosticDescriptor ForwardSignature = Error(
        "CN0005", "Forward must be static and not generic",
        "Forward of '{0}' {1}; declare it as 'static Tensor Forward([Shape(channels, height, width)] Tensor x)'",
        "Forward is evaluated while the project is compiled, before any instance exists.");

    public static readonly DiagnosticDescriptor ForwardReturn = Error(
        "CN0006", "Forward must return tensors",
        "Forward returns '{0}'; it must return Tensor, or a tuple of Tensors such as (Tensor boxes, Tensor scores)",
        "The elements of a returned tuple are the outputs of the net and give them their names.");

    public static readonly DiagnosticDescriptor ParameterNotTensor = Error(
        "CN0007", "Parameters of Forward must be tensors",
        "parameter '{0}' of Forward is {1}; every parameter must be a Tensor passed by value: "
            + "make other settings constants of the class, or parameters of a helper method",
        "A parameter of Forward is an input of the net. Settings are known when the net is compiled, so they belong into constants.");

    public static readonly DiagnosticDescriptor NoShape = Error(
        "CN0008", "Inputs need a shape",
        "parameter '{0}' has no shape; write [Shape(channels, height, width)] before it",
        "All sizes are compiled into the code, so the shape of every input must be known.");

    public static readonly DiagnosticDescriptor InvalidShape = Error(
        "CN0009", "This is not a shape",
        "the shape of '{0}' is not valid: {1}",
        "Sizes are at least 1, and a tensor has at most 2³¹ − 1 elements.");

    public static readonly DiagnosticDescriptor Unsupported = Error(
        "CN0010", "This cannot be evaluated while compiling",
        "{0} cannot be evaluated while the net is compiled; {1}",
        "The generator runs the body of Forward itself. It knows most of C#, but not this.");

    public static readonly DiagnosticDescriptor Shape = Error(
        "CN0011", "The shapes do not fit",
        "{0}",
        "An operator does not accept its input or one of its arguments.");

    public static readonly DiagnosticDescriptor DuplicateLayer = Error(
        "CN0012", "A layer name is used twice with different shapes",
        "{0}",
        "The same name twice means the same weights twice, so the shapes of the parameters must agree.");

    public static readonly DiagnosticDescriptor EndlessLoop = Error(
        "CN0013", "The declaration does not come to an end",
        "the net is not declared after {0}; this runs too long: check its condition",
        "The generator evaluates the declaration whenever the project is compiled or edited, so it stops a loop that runs too long.");

    public static readonly DiagnosticDescriptor DeepRecursion = Error(
        "CN0014", "The declaration calls itself too deeply",
        "'{0}' is nested too deeply ({1}); check when its recursion ends, or use a loop",
        "The generator limits the depth of calls, so that an endless recursion cannot take the compiler down.");

    public static readonly DiagnosticDescriptor Thrown = Error(
        "CN0015", "The declaration throws an exception",
        "{0}",
        "Evaluating the declaration threw an exception, as running it would.");

    public static readonly DiagnosticDescriptor NoOutput = Error(
        "CN0016", "An output is null",
        "output '{0}' of Forward is null; return the Tensor that the net computes",
        "Every output must be a tensor that was computed from the inputs.");

    public static readonly DiagnosticDescriptor NotPure = Error(
        "CN0017", "This call has no source, or depends on more than its arguments",
        "'{0}' cannot be called while the net is compiled: {1}",
        "A declaration must mean the same on every machine, so it may call only methods whose source is in the project, "
            + "and the parts of .NET whose result depends on nothing but their arguments.");

    public static readonly DiagnosticDescriptor DoesNotCompile = new(
        "CN0018", "The net is not compiled, as its declaration has errors",
        "the net '{0}' is not compiled because this has errors, or is made by another source generator, which cannot be seen from here",
        Category, DiagnosticSeverity.Warning, isEnabledByDefault: true,
        "Source generators do not see each other's output, so a declaration must not use generated code.");

    public static readonly DiagnosticDescriptor Internal = Error(
        "CN0019", "The generator failed",
        "the generator failed, which is a defect of CompiledNets; please report it with this declaration: {0}",
        "An unexpected exception inside the generator.");

    public static readonly DiagnosticDescriptor ReservedMember = Error(
        "CN0020", "This member would be declared twice",
        "'{0}' declares '{1}', which the compiled code of the net declares, too; give it another name",
        "The generator adds Load, Run and other members to the class, so that its own members must have other names.");

    public static readonly DiagnosticDescriptor NoWeightFile = Error(
        "CN0021", "The weight file is not part of the project",
        "the project {1} as CompiledNetsWeights, not '{0}'; add <CompiledNetsWeights Include=\"{0}\" /> to an ItemGroup of the project",
        "Weights that are packed when the project is built come from a file that the project lists.");

    public static readonly DiagnosticDescriptor WeightsDoNotFit = Error(
        "CN0022", "The weights do not fit the net",
        "'{0}' does not fit the net: {1}",
        "A weight file has the tensors that the declaration names, with the same shapes, and no others.");

    private static DiagnosticDescriptor Error(string id, string title, string message, string description) =>
        new(id, title, message, Category, DiagnosticSeverity.Error, isEnabledByDefault: true, description);
}
