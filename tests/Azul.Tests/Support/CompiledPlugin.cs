using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Text;

namespace Azul.Tests.Support;

/// <summary>Compiles assemblies as a project with the usual settings would: nullable, implicit usings, no warnings.</summary>
internal static class CompiledPlugin
{
    private const string ImplicitUsings = """
        global using System;
        global using System.Collections.Generic;
        global using System.IO;
        global using System.Linq;
        global using System.Threading;
        global using System.Threading.Tasks;
        """;

    private static readonly MetadataReference[] Platform =
    [
        .. ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator).Select(path => MetadataReference.CreateFromFile(path)),
    ];

    /// <summary>Compiles a text into an assembly that is named as its file.</summary>
    /// <param name="path">Where the assembly is written.</param>
    /// <param name="text">The source.</param>
    /// <param name="further">The paths of further assemblies that it refers to. One takes the place of the platform's or the contracts' of the same name.</param>
    public static void Write(string path, string text, params IReadOnlyList<string> further)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        var options = new CSharpParseOptions(LanguageVersion.Latest);
        var compilation = CSharpCompilation.Create(
            Path.GetFileNameWithoutExtension(path),
            [CSharpSyntaxTree.ParseText(SourceText.From(text), options), CSharpSyntaxTree.ParseText(SourceText.From(ImplicitUsings), options)],
            [.. Platform.Where(p => !further.Any(f => Path.GetFileName(f) == Path.GetFileName(p.Display))), .. further.Select(f => MetadataReference.CreateFromFile(f))],
            new(OutputKind.DynamicallyLinkedLibrary, nullableContextOptions: NullableContextOptions.Enable, optimizationLevel: OptimizationLevel.Release));
        using var file = File.Create(path);
        var result = compilation.Emit(file);
        Assert.True(result.Success, string.Join('\n', result.Diagnostics));
        Assert.DoesNotContain(result.Diagnostics, d => d.Severity >= DiagnosticSeverity.Warning);
    }
}
