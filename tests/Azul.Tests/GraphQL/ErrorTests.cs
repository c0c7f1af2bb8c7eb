using System.Net.Http.Json;
using System.Reflection;
using System.Text.Json;
using Azul.GraphSchema.Errors;
using Azul.Plugins.Access;
using Azul.Tests.GraphQL.Support;
using Azul.Tests.Support;

namespace Azul.Tests.GraphQL;

public sealed class ErrorTests : IAsyncLifetime
{
    private GraphQLHost host = null!;

    public async ValueTask InitializeAsync() => host = await GraphQLHost.StartAsync(
        ToyRepository.Catalogs(new ToyPlugin(), "toys", "others"), [Shelf.Book("b1", "s1", ("title", "A")), Shelf.Library("l1", "s1", "Main library")]);

    public ValueTask DisposeAsync() => host.DisposeAsync();

    [Theory]
    [InlineData("{ toy", ErrorCodes.ParseFailed, null)]
    [InlineData("", ErrorCodes.OperationNotFound, null)]
    [InlineData("{ toy { boks { totalCount } } }", ErrorCodes.ValidationFailed, "books")]
    [InlineData("{ toy { books { nodes { titel } } } }", ErrorCodes.ValidationFailed, "title")]
    [InlineData("{ toy { books(fisrt: 1) { totalCount } } }", ErrorCodes.ValidationFailed, "first")]
    [InlineData("{ toy { books(filter: {titel: {is: [\"A\"]}}) { totalCount } } }", ErrorCodes.InvalidValue, "title")]
    [InlineData("{ toy { books(filter: {title: {iss: [\"A\"]}}) { totalCount } } }", ErrorCodes.InvalidValue, "is")]
    [InlineData("{ toy { books(filter: {award: {is: [{pize: \"A\"}]}}) { totalCount } } }", ErrorCodes.InvalidValue, "prize")]
    [InlineData("{ toy { books(sort: {field: titel}) { totalCount } } }", ErrorCodes.InvalidValue, "title")]
    [InlineData("{ toy { books(sort: {order: DESC}) { totalCount } } }", ErrorCodes.InvalidValue, null)]
    [InlineData("{ toy { books(sort: {field: award}) { totalCount } } }", ErrorCodes.InvalidValue, null)]
    [InlineData("{ toy { books(first: \"1\") { totalCount } } }", ErrorCodes.InvalidValue, null)]
    [InlineData("{ toy { book { id } } }", ErrorCodes.InvalidValue, null)]
    [InlineData("{ toy { books } }", ErrorCodes.ValidationFailed, null)]
    [InlineData("{ toy(catalog: \"toy\") { books { totalCount } } }", ErrorCodes.UnknownCatalog, "toys")]
    [InlineData("{ toy(catalog: \"nothing like it\") { books { totalCount } } }", ErrorCodes.UnknownCatalog, null)]
    [InlineData("{ __type(name: \"X\") { name } a: nope }", ErrorCodes.ValidationFailed, null)]
    [InlineData("query a { __typename } query b { __typename }", ErrorCodes.OperationNotFound, null)]
    [InlineData("fragment a on Query { __typename }", ErrorCodes.OperationNotFound, null)]
    [InlineData("mutation { a }", ErrorCodes.ValidationFailed, null)]
    [InlineData("subscription { a }", ErrorCodes.ValidationFailed, null)]
    public async Task Errors_have_stable_codes_and_name_what_is_nearest(string operation, string code, string? nearest)
    {
        var error = (await host.AnswerAsync(operation)).At("errors", 0);
        Assert.Equal(code, error.Code());
        Assert.Equal(nearest, error.GetProperty("extensions").TryGetProperty("nearest", out var found) ? found.GetString() : null);
        if (nearest is not null)
            Assert.Contains($"Did you mean '{nearest}'", error.GetProperty("message").GetString(), StringComparison.Ordinal);
        Assert.Empty(host.Search.Take());
    }

    [Theory]
    [InlineData("query ($f: ToyFilter) { toy { books(filter: $f) { totalCount } } }", """{"f":{"titel":{"is":["A"]}}}""", "title")]
    [InlineData("query ($s: [ToyBookSort!]) { toy { books(sort: $s) { totalCount } } }", """{"s":[{"field":"titel"}]}""", "title")]
    [InlineData("query ($n: Int) { toy { books(first: $n) { totalCount } } }", """{"n":"1"}""", null)]
    [InlineData("query ($id: ID!) { toy { book(id: $id) { id } } }", "{}", null)]
    [InlineData("query ($d: DateTime) { toy { books(filter: {published: {gt: $d}}) { totalCount } } }", """{"d":"yesterday"}""", null)]
    public async Task Wrong_variables_are_told_like_wrong_values(string operation, string variables, string? nearest)
    {
        var error = await host.ErrorAsync(operation, System.Text.Json.JsonElement.Parse(variables));
        Assert.Equal(ErrorCodes.InvalidValue, error.Code());
        Assert.Equal(nearest, error.GetProperty("extensions").TryGetProperty("nearest", out var found) ? found.GetString() : null);
    }

    [Fact]
    public async Task Variables_are_checked_too_where_the_document_is_known_from_before()
    {
        const string Document = "query ($n: Int) { toy { books(first: $n) { totalCount } } }";
        await host.DataAsync(Document, new { n = 1 });
        await host.DataAsync(Document, new { n = 2 });
        Assert.Equal(ErrorCodes.InvalidValue, (await host.ErrorAsync(Document, new { n = "1" })).Code());
        await host.DataAsync(Document, new { n = 3 });
    }

    [Fact]
    public async Task What_is_wrong_with_a_document_is_said_each_time()
    {
        const string Document = "query a { toy { books { totalCount } } } query b { toy { boks { totalCount } } }";
        foreach (var name in new[] { "a", "a", "b", "a" })
            Assert.Equal(ErrorCodes.ValidationFailed, (await host.AnswerAsync(Document, operationName: name)).At("errors", 0).Code());
    }

    [Fact]
    public async Task A_catalog_of_another_plugin_is_unknown()
    {
        var catalogs = ToyRepository.Catalogs(new ToyPlugin(), "toys").Concat(ToyRepository.Catalogs(new Azul.Plugins.Hca.HcaPlugin(), "cells"));
        await using var mixed = await GraphQLHost.StartAsync(new([.. catalogs]), []);
        var error = await mixed.ErrorAsync("{ toy(catalog: \"cells\") { books { totalCount } } hca { files { totalCount } } }");
        Assert.Equal(ErrorCodes.UnknownCatalog, error.Code());
        Assert.Contains("plugin hca", error.GetProperty("message").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_operation_is_the_one_that_is_named()
    {
        const string Document = "query a { toy { books { totalCount } } } query b { toy { libraries { totalCount } } }";
        Assert.Equal("""{"toy":{"libraries":{"totalCount":1}}}""", (await host.AnswerAsync(Document, operationName: "b")).GetProperty("data").GetRawText());
        Assert.Equal(ErrorCodes.OperationNotFound, (await host.AnswerAsync(Document, operationName: "c")).At("errors", 0).Code());
    }

    [Fact]
    public async Task An_index_that_cannot_answer_leaves_the_rest_of_the_answer()
    {
        host.Search.Failure = new("STORE_BUSY", "The index is away", isUnavailable: true);
        var answer = await host.AnswerAsync("{ catalogs { name } toy { catalog { name } books { totalCount } libraries { totalCount } } }");
        Assert.Equal([ErrorCodes.Unavailable, ErrorCodes.Unavailable], answer.GetProperty("errors").EnumerateArray().Select(e => e.Code()));
        Assert.Equal("""{"catalogs":[{"name":"toys"},{"name":"others"}],"toy":{"catalog":{"name":"toys"},"books":null,"libraries":null}}""", answer.GetProperty("data").GetRawText());
    }

    [Theory]
    [InlineData("{ __typename toy { __typename books { totalCount } libraries { totalCount } } }", 503)]
    [InlineData("{ catalogs { name } toy { books { totalCount } } }", 200)]
    [InlineData("{ toy { catalog { name } books { totalCount } } }", 200)]
    public async Task An_index_that_cannot_answer_is_a_status_only_where_nothing_else_is_answered(string query, int status)
    {
        host.Search.Failure = new("STORE_BUSY", "The index is away", isUnavailable: true);
        using var answer = await host.Client.PostAsJsonAsync(new Uri("/graphql", UriKind.Relative), new { query }, TestContext.Current.CancellationToken);
        Assert.Equal(status, (int)answer.StatusCode);
        Assert.Equal(status == 503, answer.Headers.RetryAfter?.Delta > TimeSpan.Zero);
        var body = await answer.Content.ReadFromJsonAsync<JsonElement>(TestContext.Current.CancellationToken);
        Assert.Equal(ErrorCodes.Unavailable, body.At("errors", 0).Code());
    }

    [Theory]
    [InlineData("The token has expired", "The token has expired")]
    [InlineData("", "The credentials are not accepted")]
    public async Task Credentials_that_are_no_good_refuse_the_root_field_only(string reason, string message)
    {
        host.Policy.Refusal = new AccessRefusedException(AccessRefusal.InvalidCredentials, reason);
        var answer = await host.AnswerAsync("{ catalogs { name } toy { books { totalCount } } }");
        Assert.Equal(ErrorCodes.InvalidCredentials, answer.At("errors", 0).Code());
        Assert.Equal(message, answer.At("errors", 0, "message").GetString());
        Assert.Equal("""{"catalogs":[{"name":"toys"},{"name":"others"}],"toy":null}""", answer.GetProperty("data").GetRawText());
    }

    [Fact]
    public void Every_code_is_different_and_in_capitals()
    {
        var codes = typeof(ErrorCodes).GetFields(BindingFlags.Public | BindingFlags.Static).Select(f => (string)f.GetRawConstantValue()!).ToArray();
        Assert.Equal(codes.Length, codes.Distinct().Count());
        Assert.All(codes, code => Assert.Matches("^[A-Z_]+$", code));
    }
}
