namespace Azul.Plugins.Documents;

/// <summary>A source as documents and messages name it: its id and its specification, prefix included.</summary>
public readonly record struct SourceRef(string Id, string Spec);
