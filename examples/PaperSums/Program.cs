using System.Text;
using PaperSums;

Console.OutputEncoding = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false);
Console.Out.Write(Report.Write(Report.Sums));
