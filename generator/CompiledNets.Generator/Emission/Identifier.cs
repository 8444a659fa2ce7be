using System.Text;
using Microsoft.CodeAnalysis.CSharp;

namespace CompiledNets.Generator.Emission;

/// <summary>Names of layers, inputs and outputs as identifiers.</summary>
internal static class Identifier
{
    /// <summary>A name as C# accepts it: keywords get an at sign.</summary>
    public static string Escape(string name) =>
        SyntaxFacts.GetKeywordKind(name) == SyntaxKind.None ? name : "@" + name;

    /// <summary>The name of a type: words that are keywords only in some places would be taken for those there.</summary>
    public static string EscapeType(string name) =>
        SyntaxFacts.GetContextualKeywordKind(name) != SyntaxKind.None || name is "dynamic" or "nint" or "nuint" or "notnull" or "unmanaged"
            ? "@" + name
            : Escape(name);

    /// <summary>Each part of a dotted path capitalised and joined: <c>features.3.conv.0.1</c> becomes <c>Features3_Conv0_1</c>.</summary>
    public static string Pascal(string path)
    {
        var text = new StringBuilder();
        foreach (var part in path.Split(['.', '/', '-', ' '], StringSplitOptions.RemoveEmptyEntries))
        {
            // A number belongs to the word before it, as in Features3.
            if (text.Length > 0 && (!char.IsDigit(part[0]) || char.IsDigit(text[text.Length - 1]))) text.Append('_');
            var start = text.Length;
            foreach (var word in part.Split(['_'], StringSplitOptions.RemoveEmptyEntries))
            {
                if (text.Length > start && char.IsDigit(text[text.Length - 1]) && char.IsDigit(word[0])) text.Append('_');
                text.Append(Letter(char.ToUpperInvariant(word[0])));
                foreach (var character in word.Skip(1)) text.Append(Letter(character));
            }
        }
        if (text.Length == 0 || !char.IsLetter(text[0])) text.Insert(0, "Layer");
        return text.ToString();
    }

    private static char Letter(char character) => char.IsLetterOrDigit(character) ? character : '_';
}
