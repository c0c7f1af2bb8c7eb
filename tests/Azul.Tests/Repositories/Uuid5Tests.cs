using Azul.Plugins.Documents;

namespace Azul.Tests.Repositories;

public sealed class Uuid5Tests
{
    [Theory]
    // spec/indexer.md §6.4: the source of the DSS.
    [InlineData("6925391e-6519-41d9-879f-c6307eb83c1c", "https://fake_dss_instance/v1", "42848d8f-ecdc-5b32-a667-a7b5aedfc9f5")]
    // spec/indexer.md §4.6: submitters.
    [InlineData("382415e5-67a6-49be-8f3c-aaaa707d82db", "arrayexpress", "b7525d8e-8c7a-5fec-911a-323e5c3a79f7")]
    [InlineData("382415e5-67a6-49be-8f3c-aaaa707d82db", "dcp2", "e67aaabe-93ea-564a-aa66-31bc0857b707")]
    // RFC 9562 appendix A.4.
    [InlineData("6ba7b810-9dad-11d1-80b4-00c04fd430c8", "www.example.com", "2ed6657d-e927-568b-95e1-2665a8aea6a2")]
    public void A_name_in_a_namespace_has_its_uuid(string @namespace, string name, string expected) =>
        Assert.Equal(expected, Uuid5.Of(new(@namespace), name).ToString());
}
