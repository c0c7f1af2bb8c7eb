namespace Azul.GraphSchema.Naming;

/// <summary>Two things that plugins declare would have the same name in the schema. Names both.</summary>
public sealed class SchemaConflictException(string name, string first, string second)
    : Exception($"SCHEMA_CONFLICT: {first} and {second} would both be {name} in the GraphQL schema");
