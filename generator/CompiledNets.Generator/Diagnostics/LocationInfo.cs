using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;

namespace CompiledNets.Generator.Diagnostics;

/// <summary>A place in a file without the syntax tree behind it, so that it compares by value.</summary>
internal sealed record LocationInfo(string Path, TextSpan Span, LinePositionSpan Lines)
{
    public static LocationInfo Of(Location location)
    {
        var span = location.GetLineSpan();
        return new LocationInfo(span.Path, location.SourceSpan, span.Span);
    }

    public Location ToLocation() => Location.Create(Path, Span, Lines);
}
