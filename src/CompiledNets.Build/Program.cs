using CompiledNets;
using CompiledNets.Build;

// Errors in the form that MSBuild reports as its own.
try
{
    switch (args)
    {
        case ["digest", var weights, var digest]:
            WeightDigest.Write(weights, digest);
            return 0;
        case ["pack", var assembly, var folder, .. var files]:
            WeightPacking.Run(assembly, folder, files);
            return 0;
        default:
            Console.Error.WriteLine("error : expected 'digest WEIGHTS DIGEST' or 'pack ASSEMBLY FOLDER WEIGHTS...'");
            return 1;
    }
}
catch (Exception error) when (error is WeightException or IOException or UnauthorizedAccessException or BuildException)
{
    Console.Error.WriteLine($"{(args[0] == "digest" ? args[1] : "CompiledNets")} : error CN0023: {error.Message}");
    return 1;
}
