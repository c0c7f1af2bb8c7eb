using System.Security.Cryptography;
using System.Text;
using Azul.GraphSchema.Paging;

namespace Azul.Gateway.GraphQL;

/// <summary>The secret of the configuration or, failing that, one of the data folder, which the first process to need it makes.</summary>
internal sealed class CursorKey(GraphQLOptions options) : ICursorKey
{
    private const int Length = 32;

    private readonly Lazy<byte[]> bytes = new(() => options.CursorSecret is { } secret
        ? SHA256.HashData(Encoding.UTF8.GetBytes(secret))
        : OfFile(Path.Combine(options.DataFolder, "cursor.key")));

    public ReadOnlyMemory<byte> Bytes => bytes.Value;

    // Written aside and moved into place, so that nobody ever reads half a key, and whoever comes second takes that of the first.
    private static byte[] OfFile(string path)
    {
        if (File.Exists(path) && File.ReadAllBytes(path) is { Length: Length } known)
            return known;
        Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(path))!);
        var aside = $"{path}.{Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(4))}";
        using (var file = new FileStream(aside, Private()))
            file.Write(RandomNumberGenerator.GetBytes(Length));
        try
        {
            File.Move(aside, path, overwrite: false);
        }
        catch (IOException) when (File.Exists(path))
        {
            File.Delete(aside);
        }
        return File.ReadAllBytes(path) is { Length: Length } key
            ? key
            : throw new InvalidDataException($"{path} must hold {Length} bytes; delete it to have a new key made, which makes cursors invalid that clients hold");
    }

    private static FileStreamOptions Private()
    {
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        return options;
    }
}
