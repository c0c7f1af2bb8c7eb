using System.CommandLine;

namespace Azul.Indexer.Commands;

/// <summary>How a command is run: besides where it writes to, where answers to its questions come from.</summary>
internal sealed class CommandInvocation(TextReader input) : InvocationConfiguration
{
    public TextReader Input => input;
}
