using Azul.GraphSchema.Planning;
using GraphQL.Types;

namespace Azul.GraphSchema.Naming;

/// <summary>Makes the types of a schema and their fields, and sees to it that each name is there once.</summary>
internal sealed class TypeRegistry
{
    private readonly Dictionary<string, string> types = [];
    private readonly Dictionary<(string Type, string Field), string> fields = [];

    /// <summary>A new object type.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="description">What it is.</param>
    /// <param name="origin">What it is made from, for the message about a conflict.</param>
    /// <exception cref="SchemaConflictException">There is a type of that name.</exception>
    public ObjectGraphType Object(string name, string description, string origin)
    {
        Claim(name, origin);
        return new() { Name = name, Description = description };
    }

    /// <inheritdoc cref="Object"/>
    public InputObjectGraphType Input(string name, string description, string origin)
    {
        Claim(name, origin);
        return new() { Name = name, Description = description };
    }

    /// <inheritdoc cref="Object"/>
    public EnumerationGraphType Enumeration(string name, string description, string origin)
    {
        Claim(name, origin);
        return new() { Name = name, Description = description };
    }

    public T Scalar<T>(T scalar)
        where T : ScalarGraphType
    {
        Claim(scalar.Name, "a scalar");
        return scalar;
    }

    /// <summary>Adds a field to a type.</summary>
    /// <exception cref="SchemaConflictException">The type has a field of that name.</exception>
    public void Add(IComplexGraphType type, FieldType field, string origin)
    {
        var key = (type.Name, field.Name);
        if (!fields.TryAdd(key, origin))
            throw new SchemaConflictException($"{type.Name}.{field.Name}", fields[key], origin);
        type.AddField(field);
    }

    /// <summary>Adds a field that is read from the parent's value.</summary>
    public void Add<T>(
        IComplexGraphType type, string name, string description, IGraphType fieldType, Func<T, object?> read, string origin = "a field of every such type") =>
        Add(type, new FieldType
        {
            Name = name,
            Description = description,
            ResolvedType = fieldType,
            Resolver = new SourceResolver(source => read((T)source)),
        }, origin);

    /// <summary>Adds a field to an input type.</summary>
    public void AddInput(
        InputObjectGraphType type, string name, string description, IGraphType fieldType,
        string origin = "a field of every such input", object? defaultValue = null) =>
        Add(type, new FieldType { Name = name, Description = description, ResolvedType = fieldType, DefaultValue = defaultValue }, origin);

    private void Claim(string name, string origin)
    {
        if (!types.TryAdd(name, origin))
            throw new SchemaConflictException($"the type {name}", types[name], origin);
    }
}
