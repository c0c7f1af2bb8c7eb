namespace Azul.Plugins.Repositories.Tdr.Anvil;

/// <summary>That rows came out of others, by an activity or without one.</summary>
internal sealed record RowLink(IReadOnlyCollection<RowKey> Inputs, RowKey? Activity, IReadOnlyCollection<RowKey> Outputs)
{
    public IEnumerable<RowKey> Rows => Activity is { } activity ? [.. Inputs, activity, .. Outputs] : [.. Inputs, .. Outputs];
}
