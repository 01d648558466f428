using System.Globalization;
using System.Text;
using GpServer.Fuzz;

var inputs = Argument("--inputs", 100_000);
var seed = (int)Argument("--seed", 1);
var mutations = new Mutations(seed);
long json = 0, features = 0, systems = 0, conditions = 0, bytes = 0, failures = 0;

using (var watchdog = new Watchdog())
{
    for (var i = 0L; i < inputs; i++)
    {
        var isSystem = i % 8 == 3;
        var isCondition = i % 8 == 7;
        var input = mutations.Next(isSystem ? SeedSystems.All : isCondition ? SeedConditions.All : SeedDocuments.All);
        bytes += input.Length;
        watchdog.Begin(i);
        try
        {
            if (isSystem)
            {
                systems += Targets.ReadSystem(input) ? 1 : 0;
                continue;
            }

            if (isCondition)
            {
                conditions += Targets.ReadCondition(input) ? 1 : 0;
                continue;
            }

            json += Targets.Scan(input) ? 1 : 0;
            features += Targets.ReadAndWrite(input, simplify: i % 3 != 0) ? 1 : 0;
        }
#pragma warning disable CA1031 // Finding exceptions that should not be is what this program is for.
        catch (Exception fault)
#pragma warning restore CA1031
        {
            failures++;
            Console.Error.WriteLine($"Input {i} of seed {seed}: {fault}");
            Console.Error.WriteLine(Encoding.UTF8.GetString(input));
        }
    }
}

Console.WriteLine(FormattableString.Invariant(
    $"Seed {seed}: {inputs} inputs, {bytes} bytes; {json} were JSON, {features} were features, {systems} were coordinate systems, ") +
    FormattableString.Invariant($"{conditions} were conditions, ") +
    FormattableString.Invariant($"the others were refused; ") +
    FormattableString.Invariant($"{failures} unexpected failures."));
return failures == 0 ? 0 : 1;

long Argument(string name, long otherwise)
{
    var place = Array.IndexOf(args, name);
    return place >= 0 && place + 1 < args.Length ? long.Parse(args[place + 1], CultureInfo.InvariantCulture) : otherwise;
}
