using System.Collections.Concurrent;
using GraphQLParser.AST;

namespace Azul.GraphSchema;

/// <summary>
/// Documents that passed all rules, by their texts: clients send the same ones again and again, and reading and checking one takes longer than executing it. Neither depends on variables or on the
/// operation that is chosen. Those that were not asked for lately are forgotten. Safe for concurrent use.
/// </summary>
internal sealed class ValidDocuments
{
    // Of texts, in characters. A document has up to some hundred bytes for each.
    private const int MaxLength = 256 << 10;

    private readonly Lock turning = new();
    private volatile ConcurrentDictionary<string, GraphQLDocument> recent = [];
    private volatile ConcurrentDictionary<string, GraphQLDocument> older = [];
    private int length;

    /// <summary>The document of a text; null where it is not known to be valid.</summary>
    public GraphQLDocument? Find(string text)
    {
        if (recent.TryGetValue(text, out var document))
            return document;
        if (!older.TryGetValue(text, out document))
            return null;
        Add(text, document);
        return document;
    }

    /// <summary>Remembers a document, unless it is that large that it would drive out all others.</summary>
    public void Add(string text, GraphQLDocument document)
    {
        if (text.Length > MaxLength / 4 || !recent.TryAdd(text, document) || Interlocked.Add(ref length, text.Length) <= MaxLength)
            return;
        lock (turning)
        {
            if (length <= MaxLength)
                return;
            (older, recent, length) = (recent, [], 0);
        }
    }
}
