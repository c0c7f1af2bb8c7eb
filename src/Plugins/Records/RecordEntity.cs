using Azul.Plugins.Documents;
using Azul.Plugins.Metadata;
using Azul.Plugins.Reading;

namespace Azul.Plugins.Records;

/// <summary>What a record was read as.</summary>
/// <param name="Type">Its type.</param>
/// <param name="Id">Its id.</param>
/// <param name="Entity">The inner entity that it becomes.</param>
/// <param name="Document">The record.</param>
internal sealed record RecordEntity(InnerEntityType Type, string Id, Entity Entity, Node Document);
