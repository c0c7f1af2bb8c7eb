namespace Azul.Plugins.Metadata;

public enum TermColumnKind
{
    Term,
    TermList,
    Count,
    Sum,
}
