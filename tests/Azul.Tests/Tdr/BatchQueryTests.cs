namespace Azul.Tests.Tdr;

public sealed class TdrHcaGoldenBatchTests() : TdrHcaGoldenContract(inBatches: true);

public sealed class TdrAnvilGoldenBatchTests() : TdrAnvilGoldenContract(inBatches: true);

public sealed class TdrBadTableBatchTests() : TdrBadTableContract(inBatches: true);

public sealed class TdrBadAnvilTableBatchTests() : TdrBadAnvilTableContract(inBatches: true);
