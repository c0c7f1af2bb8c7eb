using System.Globalization;

namespace Azul.Benchmarks.Indexing;

/// <summary>The processor time and memory of a process and all that it has started, as Linux tells them.</summary>
internal static class ServerTimes
{
    // What Linux calls a tick, on every machine of today.
    private const double TicksPerSecond = 100;

    /// <summary>Seconds of processor time so far, and the memory in use in MiB.</summary>
    public static (double Seconds, long Mebibytes) Of(int process)
    {
        var all = Directory.EnumerateDirectories("/proc").Select(Read).OfType<Stat>().ToLookup(s => s.Parent);
        var pending = new Queue<Stat>(all.SelectMany(g => g).Where(s => s.Id == process));
        var (seconds, bytes) = (0.0, 0L);
        while (pending.TryDequeue(out var one))
        {
            seconds += one.Ticks / TicksPerSecond;
            bytes += one.Pages * Environment.SystemPageSize;
            foreach (var child in all[one.Id])
                pending.Enqueue(child);
        }
        return (seconds, bytes >> 20);
    }

    private static Stat? Read(string folder)
    {
        if (!int.TryParse(Path.GetFileName(folder), CultureInfo.InvariantCulture, out var id))
            return null;
        try
        {
            var text = File.ReadAllText($"{folder}/stat");
            // Behind the name of the program, which may have anything in it.
            var fields = text[(text.LastIndexOf(')') + 2)..].Split(' ');
            return new(id, Int(fields[1]), Int(fields[11]) + Int(fields[12]), Int(fields[21]));
        }
        catch (IOException)
        {
            return null;
        }

        static int Int(string field) => int.Parse(field, CultureInfo.InvariantCulture);
    }

    private sealed record Stat(int Id, int Parent, long Ticks, long Pages);
}
