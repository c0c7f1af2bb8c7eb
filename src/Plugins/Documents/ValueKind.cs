namespace Azul.Plugins.Documents;

/// <summary>The JSON types, with integers and other numbers apart.</summary>
public enum ValueKind : byte
{
    Null,
    Boolean,
    Long,
    Double,
    String,
    List,
    Entity,
}
