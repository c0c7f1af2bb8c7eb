using Azul.Indexer.Commands;

return await CommandLine.RunAsync(args);
