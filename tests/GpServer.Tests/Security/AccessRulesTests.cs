using GpServer.Options;
using GpServer.Security;
using GpServer.Storage.Site;
using Microsoft.Extensions.Logging.Abstractions;
using OptionsOf = Microsoft.Extensions.Options.Options;

namespace GpServer.Tests.Security;

/// <summary>What permissions on the root, on folders and on services say together.</summary>
public sealed class AccessRulesTests
{
    [Theory]
    [InlineData("esriEveryone", true, "", true)]
    [InlineData("esriEveryone", true, "ann", true)]
    [InlineData("esriEveryone", false, "ann", false)]
    [InlineData("esriAuthenticated", true, "", false)]
    [InlineData("esriAuthenticated", true, "ann", true)]
    [InlineData("analyst", true, "ann", true)]
    [InlineData("analyst", true, "", false)]
    [InlineData("other", true, "ann", false)]
    public void One_permission_is_for_whom_it_names(string principal, bool isAllowed, string user, bool may) =>
        Rules(("/", [(principal, isAllowed)])).MayUse(Ann(user), "Any").ShouldBe(may);

    [Fact]
    public void The_nearest_level_that_says_something_of_the_caller_decides_and_there_roles_before_all_others()
    {
        var rules = Rules(
            ("/", [("esriEveryone", true)]),
            ("Planning", [("esriEveryone", false), ("analyst", true)]),
            ("Planning/Secret", [("analyst", false), ("esriAuthenticated", true)]),
            ("Planning/Chief", [("other", true)]));
        rules.MayUse(Ann(""), "Toolbox").ShouldBeTrue();
        rules.MayUse(Ann(""), "Planning/Any").ShouldBeFalse();
        rules.MayUse(Ann("ann"), "Planning/Any").ShouldBeTrue("the role counts before everyone");
        rules.MayUse(Ann("ann"), "Planning/Secret").ShouldBeFalse("the role counts before all who signed in");
        rules.MayUse(Ann("bob", "none"), "Planning/Secret").ShouldBeTrue();
        rules.MayUse(Ann("ann"), "Planning/Chief").ShouldBeTrue("nothing is said of ann there, so the folder decides");
        rules.MayUse(Ann("bob", "none"), "Planning/Chief").ShouldBeFalse();
        Rules(("/", [("analyst", true), ("denied", false)])).MayUse(Ann("ann", "analyst", "denied"), "Any").ShouldBeFalse("denied is denied");
        Rules().MayUse(Ann("ann"), "Any").ShouldBeFalse("nothing is said at all");
    }

    static Caller Ann(string name, params string[] roles) => name.Length == 0 ? Caller.Anonymous
        : new Caller(name, Privilege.User, (roles.Length == 0 ? ["analyst"] : roles).ToHashSet());

    static AccessRules Rules(params (string Path, (string Principal, bool IsAllowed)[] Permissions)[] levels)
    {
        var state = new SiteState(
            OptionsOf.Create(new GpServerOptions()),
            NullLogger<SiteState>.Instance);
        state.Take([.. levels.Select(level => new SiteDocument(DocumentKind.Permissions, level.Path,
            SiteJson.Write(level.Permissions.Select(permission => new Permission(permission.Principal, permission.IsAllowed))), 1))]);
        return new AccessRules(state);
    }
}
