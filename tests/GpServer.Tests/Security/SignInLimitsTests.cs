using GpServer.Core;
using GpServer.Security;

namespace GpServer.Tests.Security;

/// <summary>How long guesses have to wait.</summary>
public sealed class SignInLimitsTests
{
    readonly Clock _clock = new();

    [Fact]
    public void Each_failure_makes_the_next_try_of_the_user_wait_twice_as_long_up_to_a_minute()
    {
        var limits = new SignInLimits(_clock);
        var waits = new List<double>();
        for (var i = 0; i < 14; i++)
        {
            waits.Add(Wait(limits, "ann", "10.0.0.1"));
            _clock.Now += TimeSpan.FromSeconds(waits[^1]);
            limits.Failed("ann", "10.0.0.1");
        }

        waits.ShouldBe([0, 0, 0, 0, 0, 1, 2, 4, 8, 16, 32, 60, 60, 60]);
    }

    [Fact]
    public void An_address_waits_whatever_users_it_tries()
    {
        var limits = new SignInLimits(_clock);
        for (var i = 0; i < 20; i++)
        {
            Wait(limits, $"user{i}", "10.0.0.1").ShouldBe(0);
            limits.Failed($"user{i}", "10.0.0.1");
        }

        Wait(limits, "another", "10.0.0.1").ShouldBe(1);
        Wait(limits, "another", "10.0.0.2").ShouldBe(0);
        for (var i = 0; i < 30; i++)
        {
            limits.Failed($"more{i}", "10.0.0.1");
        }

        Wait(limits, "another", "10.0.0.1").ShouldBe(15 * 60);
    }

    [Fact]
    public void A_success_forgets_the_users_failures_and_those_of_long_ago_are_forgotten()
    {
        var limits = new SignInLimits(_clock);
        for (var i = 0; i < 8; i++)
        {
            limits.Failed("ann", "10.0.0.1");
            limits.Failed("bob", "10.0.0.1");
        }

        limits.Succeeded("ann", "10.0.0.1");
        Wait(limits, "ann", "10.0.0.1").ShouldBe(0);
        Wait(limits, "bob", "10.0.0.1").ShouldBe(8);
        _clock.Now += TimeSpan.FromHours(1);
        limits.Failed("bob", "10.0.0.1");
        Wait(limits, "bob", "10.0.0.1").ShouldBe(0);
    }

    [Fact]
    public void Who_guesses_from_many_places_is_slowed_and_the_user_is_not_where_he_signed_in_before()
    {
        var limits = new SignInLimits(_clock);
        limits.Succeeded("ann", "192.0.2.1");
        for (var i = 0; i < 60; i++)
        {
            limits.Failed("ann", $"10.0.{i}.1");
        }

        Wait(limits, "ann", "10.9.9.9").ShouldBe(60);
        Wait(limits, "ann", "192.0.2.1").ShouldBe(0);
        Wait(limits, "bob", "10.9.9.9").ShouldBe(0);
    }

    [Fact]
    public void All_addresses_of_a_network_of_IPv6_are_one_place()
    {
        var limits = new SignInLimits(_clock);
        for (var i = 0; i < 5; i++)
        {
            limits.Failed("ann", $"2001:db8:1:2::{i}");
        }

        Wait(limits, "ann", "2001:db8:1:2:ffff::9").ShouldBe(1);
        Wait(limits, "ann", "2001:db8:1:3::9").ShouldBe(0);
    }

    [Fact]
    public void A_flood_of_names_does_not_take_the_memory()
    {
        var limits = new SignInLimits(_clock);
        for (var i = 0; i < 250_000; i++)
        {
            limits.Failed($"user{i}", $"{i}");
        }

        limits.Known.ShouldBeLessThanOrEqualTo(100_002);
    }

    static double Wait(SignInLimits limits, string user, string address)
    {
        try
        {
            limits.Check(user, address);
            return 0;
        }
        catch (GpException e)
        {
            e.Error.ShouldBe(GpError.SignInRefused);
            return double.Parse(e.Message.Split("try again in ")[1].Split(' ')[0], System.Globalization.CultureInfo.InvariantCulture);
        }
    }

    sealed class Clock : TimeProvider
    {
        public TimeSpan Now { get; set; } = TimeSpan.FromDays(1);

        public override long TimestampFrequency => TimeSpan.TicksPerSecond;

        public override long GetTimestamp() => Now.Ticks;
    }
}
