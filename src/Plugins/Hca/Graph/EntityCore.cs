namespace Azul.Plugins.Hca.Graph;

/// <summary>What a metadata entity is, whatever its schema.</summary>
internal enum EntityCore
{
    Project,
    Biomaterial,
    File,
    Process,
    Protocol,
}
