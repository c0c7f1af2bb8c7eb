namespace Azul.Tests.Tdr;

public sealed class TdrHcaGoldenTests() : TdrHcaGoldenContract(inBatches: false);

public sealed class TdrAnvilGoldenTests() : TdrAnvilGoldenContract(inBatches: false);

public sealed class TdrBadTableTests() : TdrBadTableContract(inBatches: false);

public sealed class TdrBadAnvilTableTests() : TdrBadAnvilTableContract(inBatches: false);
