namespace GpServer.Tests.Security;

/// <summary>Who may reach which route, by hand: what the server itself says of its routes must agree with it.</summary>
static class RouteTable
{
    const string Table =
        """
        Open            /
        Open            /healthz/live
        Open            /healthz/ready
        Open            /rest/info
        Everyone        /rest
        Everyone        /rest/services
        Everyone        /rest/services/{folder}
        Open            /rest/{**path}
        Open            /rest/login
        Open            /rest/logout
        Open            /tokens
        Open            /tokens/generateToken
        Open            /rest/generateToken
        Open            /admin/generateToken

        Service         SERVICE
        Service         SERVICE/info
        Service         SERVICE/info/iteminfo
        Service         SERVICE/info/thumbnail
        Service         SERVICE/info/metadata
        Service         SERVICE/{task}
        Service         SERVICE/{task}/info
        Service         SERVICE/{task}/info/iteminfo
        Service         SERVICE/{task}/info/thumbnail
        Service         SERVICE/{task}/metadata
        Service         SERVICE/{task}/schema
        Service         SERVICE/{task}/execute
        Service         SERVICE/{task}/submitJob
        Job             SERVICE/{task}/jobs/{job}
        Job             SERVICE/{task}/jobs/{job}/cancel
        Job             SERVICE/{task}/jobs/{job}/events
        Job             SERVICE/{task}/jobs/{job}/results
        Job             SERVICE/{task}/jobs/{job}/results/{parameter}
        Job             SERVICE/{task}/jobs/{job}/inputs
        Job             SERVICE/{task}/jobs/{job}/inputs/{parameter}

        Service         SERVICE/uploads
        Service         SERVICE/uploads/info
        Service         SERVICE/uploads/upload
        Service         SERVICE/uploads/register
        Job             SERVICE/uploads/{item}
        Job             SERVICE/uploads/{item}/uploadPart
        Job             SERVICE/uploads/{item}/parts
        Job             SERVICE/uploads/{item}/commit
        Job             SERVICE/uploads/{item}/delete
        Job             SERVICE/uploads/{item}/download

        Service         MAP
        Service         MAP/layers
        Service         MAP/{layer:int}
        Job             MAP/jobs/{job}
        Job             MAP/jobs/{job}/layers
        Job             MAP/jobs/{job}/legend
        Job             MAP/jobs/{job}/identify
        Job             MAP/jobs/{job}/find
        Job             MAP/jobs/{job}/export
        Job             MAP/jobs/{job}/{layer:int}
        Job             MAP/jobs/{job}/{layer:int}/images/{image}
        Job             MAP/jobs/{job}/{layer:int}/query
        Job             MAP/jobs/{job}/{layer:int}/{objectId:long}

        Job             /rest/directories/arcgisjobs/{service}_gpserver/{job}/scratch/{file}
        Job             /rest/directories/arcgisjobs/{folder}/{service}_gpserver/{job}/scratch/{file}
        Service         /rest/directories/arcgisoutput/{service}_GPServer/{toolbox}/{task}.htm
        Service         /rest/directories/arcgisoutput/{folder}/{service}_GPServer/{toolbox}/{task}.htm
        Open            /rest/directories/{**path}

        Service         /rest/services/Hosted/{hosted}/MapServer
        Service         /rest/services/Hosted/{hosted}/MapServer/layers
        Service         /rest/services/Hosted/{hosted}/MapServer/legend
        Service         /rest/services/Hosted/{hosted}/MapServer/identify
        Service         /rest/services/Hosted/{hosted}/MapServer/find
        Service         /rest/services/Hosted/{hosted}/MapServer/export
        Service         /rest/services/Hosted/{hosted}/MapServer/{layer:int}
        Service         /rest/services/Hosted/{hosted}/MapServer/{layer:int}/query
        Service         /rest/services/Hosted/{hosted}/MapServer/{layer:int}/{objectId:long}
        Service         /rest/services/Hosted/{hosted}/MapServer/{layer:int}/images/{image}
        Service         HOSTED
        Service         HOSTED/layers
        Service         HOSTED/info/iteminfo
        Service         HOSTED/{layer:int}
        Service         HOSTED/{layer:int}/query
        Service         HOSTED/{layer:int}/queryTopFeatures
        Service         HOSTED/{layer:int}/{objectId:long}
        Job             HOSTED/delete
        Administrator   /admin/services/Hosted/{hosted}.FeatureServer
        Administrator   /admin/services/Hosted/{hosted}.FeatureServer/delete
        Administrator   /admin/services/Hosted/{hosted}.FeatureServer/permissions
        Administrator   /admin/services/Hosted/{hosted}.FeatureServer/permissions/add
        Administrator   /admin/services/Hosted/{hosted}.FeatureServer/permissions/remove
        Administrator   /admin/services/Hosted/{hosted}.FeatureServer/permissions/clean

        Publisher       /admin
        Publisher       /admin/info
        Publisher       /admin/{**path}

        Publisher       FOLDER
        Publisher       FOLDER/createService
        Publisher       FOLDER/renameService
        Publisher       FOLDER/startServices
        Publisher       FOLDER/stopServices
        Publisher       FOLDER/permissions
        Publisher       FOLDER/permissions/add
        Publisher       FOLDER/permissions/remove
        Publisher       FOLDER/permissions/clean
        Publisher       FOLDER/report
        Publisher       /admin/services/{folder}/editFolder
        Publisher       /admin/services/{folder}/deleteFolder
        Publisher       /admin/services/createFolder
        Publisher       /admin/services/exists
        Publisher       /admin/services/types
        Publisher       ADMIN
        Publisher       ADMIN/edit
        Publisher       ADMIN/start
        Publisher       ADMIN/stop
        Publisher       ADMIN/delete
        Publisher       ADMIN/status
        Publisher       ADMIN/statistics
        Publisher       ADMIN/permissions
        Publisher       ADMIN/permissions/add
        Publisher       ADMIN/permissions/remove
        Publisher       ADMIN/permissions/clean
        Publisher       ADMIN/iteminfo
        Publisher       ADMIN/iteminfo/edit
        Publisher       ADMIN/iteminfo/upload
        Publisher       ADMIN/iteminfo/delete
        Publisher       ADMIN/iteminfo/thumbnail
        Publisher       ADMIN/jobs
        Publisher       ADMIN/jobs/query
        Publisher       ADMIN/jobs/statistics
        Publisher       ADMIN/jobs/purgeQueue
        Publisher       ADMIN/jobs/{job}
        Publisher       ADMIN/jobs/{job}/cancel
        Publisher       ADMIN/jobs/{job}/delete

        Administrator   /admin/logs
        Administrator   /admin/logs/query
        Administrator   /admin/logs/audit
        Administrator   /admin/logs/settings
        Administrator   /admin/logs/settings/edit
        Administrator   /admin/logs/clean

        Administrator   /admin/site
        Administrator   /admin/site/export
        Administrator   /admin/site/import
        Administrator   /admin/site/exportService
        Administrator   /admin/site/importService

        Administrator   /admin/data
        Administrator   /admin/data/findItems
        Administrator   /admin/data/registerItem
        Administrator   /admin/data/unregisterItem
        Administrator   /admin/data/validateDataItem
        Administrator   /admin/data/items
        Administrator   /admin/data/items/{**path}

        Publisher       /admin/uploads
        Publisher       /admin/uploads/upload
        Publisher       /admin/uploads/register
        Publisher       /admin/uploads/{item}
        Publisher       /admin/uploads/{item}/uploadPart
        Publisher       /admin/uploads/{item}/parts
        Publisher       /admin/uploads/{item}/commit
        Publisher       /admin/uploads/{item}/delete
        Publisher       /admin/uploads/{item}/download

        Administrator   /admin/system
        Administrator   /admin/system/limits
        Administrator   /admin/system/limits/update

        Administrator   /admin/security
        Administrator   /admin/security/config
        Administrator   /admin/security/tokens
        Administrator   /admin/security/tokens/update
        Administrator   /admin/security/users
        Administrator   /admin/security/users/getUsers
        Administrator   /admin/security/users/search
        Administrator   /admin/security/users/add
        Administrator   /admin/security/users/update
        Administrator   /admin/security/users/remove
        Administrator   /admin/security/users/revokeTokens
        Administrator   /admin/security/users/assignRoles
        Administrator   /admin/security/users/removeRoles
        Administrator   /admin/security/users/getPrivilege
        Administrator   /admin/security/roles
        Administrator   /admin/security/roles/getRoles
        Administrator   /admin/security/roles/search
        Administrator   /admin/security/roles/add
        Administrator   /admin/security/roles/update
        Administrator   /admin/security/roles/remove
        Administrator   /admin/security/roles/getUsersWithinRole
        Administrator   /admin/security/roles/addUsersToRole
        Administrator   /admin/security/roles/removeUsersFromRole
        Administrator   /admin/security/roles/assignPrivilege
        Administrator   /admin/security/roles/getPrivilege
        Administrator   /admin/security/roles/getRolesByPrivilege
        """;

    /// <summary>What is expected, by the route's pattern. A line with a word in capitals is two routes: at the root and in a folder.</summary>
    public static IReadOnlyDictionary<string, string> Lines { get; } = Table
        .Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
        .Select(line => line.Split(' ', StringSplitOptions.RemoveEmptyEntries))
        .SelectMany(line => Patterns(line[1]).Select(pattern => (Pattern: pattern, Expected: line[0])))
        .ToDictionary(line => line.Pattern, line => line.Expected, StringComparer.Ordinal);

    static string[] Patterns(string pattern) =>
        Both(pattern, "SERVICE", "/rest/services/{service}/GPServer", "/rest/services/{folder}/{service}/GPServer")
        ?? Both(pattern, "MAP", "/rest/services/{service}/MapServer", "/rest/services/{folder}/{service}/MapServer")
        ?? Both(pattern, "ADMIN", "/admin/services/{service}.GPServer", "/admin/services/{folder}/{service}.GPServer")
        ?? Both(pattern, "FOLDER", "/admin/services", "/admin/services/{folder}")
        ?? [pattern.Replace("HOSTED", "/rest/services/Hosted/{hosted}/FeatureServer", StringComparison.Ordinal)];

    static string[]? Both(string pattern, string word, string root, string folder) => pattern.StartsWith(word, StringComparison.Ordinal)
        ? [root + pattern[word.Length..], folder + pattern[word.Length..]]
        : null;
}
