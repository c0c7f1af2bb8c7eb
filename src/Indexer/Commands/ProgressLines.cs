using System.Globalization;

namespace Azul.Indexer.Commands;

/// <summary>Shows how work goes where there is no terminal to draw bars on: a line for each tenth of it. Safe for concurrent use.</summary>
internal sealed class ProgressLines(TextWriter output)
{
    private readonly Lock gate = new();
    private readonly Dictionary<string, long> shown = [];

    /// <param name="name">What is counted.</param>
    /// <param name="done">How much is done.</param>
    /// <param name="total">How much there is to do.</param>
    /// <param name="note">What else to say.</param>
    public void Show(string name, double done, double total, string note = "")
    {
        var tenth = total > 0 ? (long)(10 * done / total) : 0;
        lock (gate)
        {
            if (tenth <= shown.GetValueOrDefault(name))
                return;
            shown[name] = tenth;
            output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{name}: {10 * tenth} %{note}"));
        }
    }
}
