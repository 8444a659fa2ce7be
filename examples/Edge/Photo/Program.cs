using System.Globalization;
using CompiledNets;
using Edge;

if (args.Length == 0)
{
    Console.Error.WriteLine($"usage: photo PICTURE.ppm [--memory]; the picture is {PhotoNet.Size}×{PhotoNet.Size}");
    return 1;
}
var logits = new float[PhotoNet.OutputLength];
PhotoNet.Load().Run(Netpbm.Read(args[0], "P6", PhotoNet.Size, PhotoNet.Size), PixelFormat.ImageNet, logits);
var best = Array.IndexOf(logits, logits.Max());
Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"class {best}, logit {logits[best]:F3}"));
if (args.Contains("--memory")) PeakMemory.Print();
return 0;
