using System.Globalization;
using Azul.Indexer.Reindexing;

namespace Azul.Gateway.Hosting;

/// <summary>Shows how indexing goes: on a terminal in one line that is written over, else in a line now and then.</summary>
internal sealed class ProgressLine(string title) : IProgress<IndexingProgress>
{
    private const int Width = 30;

    private long shown = -1;

    public void Report(IndexingProgress value)
    {
        var total = value.Bundles + value.BundlesDone + value.Documents + value.DocumentsDone;
        var done = value.BundlesDone + value.DocumentsDone;
        var percent = total == 0 ? 100 : 100 * done / total;
        var text = string.Create(CultureInfo.InvariantCulture, $"{title}: {percent,3} %, {value.BundlesDone} notifications and {value.DocumentsDone} documents, {value.BundlesPerSecond:0} notifications/s");
        if (!Console.IsOutputRedirected)
        {
            var filled = (int)(Width * percent / 100);
            Console.Write($"\r[{new string('#', filled)}{new string('.', Width - filled)}] {text}   ");
        }
        else if (percent / 25 != shown)
        {
            shown = percent / 25;
            Console.WriteLine(text);
        }
    }
}
