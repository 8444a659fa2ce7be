using System.Globalization;
using System.Text;
using Microsoft.CodeAnalysis;

namespace CompiledNets.Generator.Declaration.Evaluation;

internal sealed partial class Evaluator
{
    /// <summary>Members that the compiler or <c>object</c> gives to a type of the user; null where the method is none of them.</summary>
    private Result? ObjectMember(IMethodSymbol method, UserObject self, object?[] arguments)
    {
        if (method.AssociatedSymbol is IPropertySymbol property)
            return method.MethodKind == MethodKind.PropertyGet && self.Fields.TryGetValue(Key(property), out var value) ? new Result(value)
                : method.MethodKind == MethodKind.PropertyGet && property.Name == nameof(Exception.Message)
                    ? new Result($"Exception of type '{self.Type.Name}' was thrown.")
                : null;
        return (method.Name, arguments.Length) switch
        {
            (nameof(ToString), 0) => new Result(TextOf(self)),
            (nameof(Equals), 1) => new Result(EqualObjects(self, arguments[0])),
            (nameof(GetHashCode), 0) => new Result(HashOf(self)),
            ("Deconstruct", _) when self.Type.IsRecord => DeconstructRecord(method, self, arguments),
            _ => null,
        };
    }

    private static Result DeconstructRecord(IMethodSymbol method, UserObject self, object?[] arguments)
    {
        for (var i = 0; i < arguments.Length; i++)
            ((Cell)arguments[i]!).Value = PositionalProperty(self, method.Parameters[i].Name);
        return new Result(null);
    }

    private static object? PositionalProperty(UserObject self, string name)
    {
        for (var type = self.Type; type is not null; type = type.BaseType)
            if (type.GetMembers(name).FirstOrDefault(member => member is IPropertySymbol or IFieldSymbol) is { } member)
                return self.Fields.TryGetValue(Key(member), out var value) ? value : null;
        return null;
    }

    /// <summary>Equality as <c>Equals</c> has it: the user's, by value for records and structs, else by reference.</summary>
    internal bool EqualObjects(UserObject left, object? right)
    {
        foreach (var equals in Declared(left.Type, nameof(Equals), 1).OrderBy(method => method.IsOverride))
        {
            var parameter = equals.Parameters[0].Type;
            if (equals.IsOverride || (right is not null && IsInstance(right, parameter)))
                return (bool)CallUser(equals, left, [right], current)!;
        }
        return IsByValue(left.Type) ? right is UserObject other && left.EqualsByValue(other) : ReferenceEquals(left, right);
    }

    /// <summary>A hash that agrees with <see cref="EqualObjects"/>.</summary>
    internal int HashOf(UserObject self) =>
        Declared(self.Type, nameof(Equals), 1).Any()
            ? Declared(self.Type, nameof(GetHashCode), 0).FirstOrDefault() is { } hash ? (int)CallUser(hash, self, [], current)! : 0
            : IsByValue(self.Type) ? self.HashByValue()
            : System.Runtime.CompilerServices.RuntimeHelpers.GetHashCode(self);

    /// <summary>The order that the user's <c>CompareTo</c> defines.</summary>
    internal int CompareObjects(UserObject left, object? right)
    {
        var compare = Declared(left.Type, nameof(IComparable.CompareTo), 1).FirstOrDefault()
            ?? throw Unsupported(current!, $"sorting of '{left.Type.Name}'", "implement IComparable, or sort by a key");
        return (int)CallUser(compare, left, [right], current)!;
    }

    /// <summary>What <c>ToString</c> gives: the user's, or the compiler's of a record.</summary>
    internal string TextOf(UserObject self)
    {
        if (Declared(self.Type, nameof(ToString), 0).FirstOrDefault() is { } method) return (string)CallUser(method, self, [], current)!;
        if (self.Type.IsRecord || self.Type.IsAnonymousType) return RecordText(self);
        return self.Type.ToDisplayString(SymbolDisplayFormat.CSharpErrorMessageFormat);
    }

    private string RecordText(UserObject self)
    {
        if (Declared(self.Type, "PrintMembers", 1).FirstOrDefault() is { } print)
        {
            var text = new StringBuilder();
            return (bool)CallUser(print, self, [text], current)! ? $"{self.Type.Name} {{ {text} }}" : $"{self.Type.Name} {{ }}";
        }
        return RecordText(self, PrintedMembers(self.Type));
    }

    private static IEnumerable<ISymbol> PrintedMembers(INamedTypeSymbol record)
    {
        var hierarchy = new List<INamedTypeSymbol>();
        for (var type = record; type is not null && type.SpecialType == SpecialType.None; type = type.BaseType) hierarchy.Insert(0, type);
        return hierarchy.SelectMany(type => type.GetMembers()).Where(member =>
            !member.IsStatic && !member.IsImplicitlyDeclared && member.DeclaredAccessibility == Accessibility.Public
            && member is IPropertySymbol { IsIndexer: false, IsOverride: false } or IFieldSymbol);
    }

    private string RecordText(UserObject self, IEnumerable<ISymbol> printed)
    {
        var members = printed
            .Select(member => (member.Name, Value: PrintedValue(self, member)))
            .Select(member => $"{member.Name} = {Text(member.Value, null)}")
            .ToList();
        var text = members.Count == 0 ? "{ }" : $"{{ {string.Join(", ", members)} }}";
        return self.Type.IsAnonymousType ? text : $"{self.Type.Name} {text}";
    }

    private object? PrintedValue(UserObject self, ISymbol member) =>
        member is IPropertySymbol property ? GetProperty(self, property, current!) : self.Fields[Key(member)];

    private static bool IsByValue(INamedTypeSymbol type) => type.IsRecord || type.IsValueType || type.IsAnonymousType;

    private IEnumerable<IMethodSymbol> Declared(INamedTypeSymbol type, string name, int parameters)
    {
        for (var ancestor = type; ancestor is not null && types.IsUser(ancestor); ancestor = ancestor.BaseType)
            foreach (var method in ancestor.GetMembers(name).OfType<IMethodSymbol>())
                if (method.Parameters.Length == parameters && !method.IsStatic && BodyOf(method) is not null) yield return method;
    }

    private static string Text(object? value, string? format) => value switch
    {
        null => "",
        IFormattable formattable => formattable.ToString(format, CultureInfo.InvariantCulture),
        _ => value.ToString(),
    };
}
