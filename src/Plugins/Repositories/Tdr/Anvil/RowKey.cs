namespace Azul.Plugins.Repositories.Tdr.Anvil;

/// <summary>A row by its key in its table.</summary>
internal readonly record struct RowKey(AnvilTable Table, string Key)
{
    public override string ToString() => $"{Table}/{Key}";
}
