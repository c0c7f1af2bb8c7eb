using Azul.Tests.Doubles.Google;
using Azul.Tests.Doubles.Google.Tables;

namespace Azul.Tests.Tdr;

/// <summary>A small HCA snapshot, for tests that break it.</summary>
internal static class HcaTables
{
    public const string Id = "99999999-9999-4999-8999-999999999999";
    public const string Spec = "tdr:bigquery:gcp:project:small_hca:/0";
    public const string Bundle = "aaaaaaaa-aaaa-4aaa-8aaa-aaaaaaaaaaaa";
    public const string Version = "2020-01-01T00:00:00.000001Z";
    public const string Process = "22222222-2222-4222-8222-222222222222";
    public const string File = "33333333-3333-4333-8333-333333333333";

    /// <summary>A bundle of a project, a process and a file.</summary>
    public static SnapshotDouble Snapshot => new(Id, "small_hca", "project", SnapshotTables.Parse($$$"""
        {"tables": {
          "links": {"rows": [{"links_id": "{{{Bundle}}}", "version": "{{{Version}}}", "project_id": "11111111-1111-4111-8111-111111111111", "content":
            {"describedBy": "d", "schema_type": "links", "schema_version": "3.0.0", "links": [
              {"link_type": "process_link", "process_id": "{{{Process}}}", "process_type": "process", "inputs": [], "protocols": [],
               "outputs": [{"output_type": "sequence_file", "output_id": "{{{File}}}"}]}]}}]},
          "project": {"rows": [{"project_id": "11111111-1111-4111-8111-111111111111", "version": "{{{Version}}}", "content": {"schema_type": "project"}}]},
          "process": {"rows": [{"process_id": "{{{Process}}}", "version": "{{{Version}}}", "content": {"schema_type": "process"}}]},
          "sequence_file": {"rows": [{"sequence_file_id": "{{{File}}}", "version": "{{{Version}}}", "content": {"file_core": {"file_name": "a.fastq"}}, "file_id": "drs://mock_tdr.lan/v1_x_y",
            "descriptor": {"file_id": "44444444-4444-4444-8444-444444444444", "file_version": "{{{Version}}}", "content_type": "text/plain", "size": 5, "crc32c": "c", "sha256": "s"}}]}
        }}
        """));
}
