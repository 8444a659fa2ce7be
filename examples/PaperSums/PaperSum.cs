namespace PaperSums;

/// <summary>One row of a table.</summary>
/// <param name="Name">What it is about.</param>
/// <param name="Cells">Its numbers, one per column.</param>
internal sealed record Row(string Name, params Cell[] Cells);

/// <summary>One comparison of a paper, worked out anew.</summary>
/// <param name="Title">What is compared.</param>
/// <param name="Source">The paper and the place in it.</param>
/// <param name="Columns">Headings of the columns; the first is that of the rows' names.</param>
/// <param name="Rows">The rows.</param>
/// <param name="Says">What the numbers show, in a sentence.</param>
internal sealed record PaperSum(string Title, string Source, string[] Columns, IReadOnlyList<Row> Rows, string Says)
{
    /// <summary>One cell.</summary>
    /// <param name="row">Name of the row.</param>
    /// <param name="column">Heading of the column.</param>
    public Cell this[string row, string column] =>
        Rows.Single(candidate => candidate.Name == row).Cells[Array.IndexOf(Columns, column) - 1];
}
