package link.box.acme.decade;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.function.ToLongFunction;
import java.util.stream.Stream;
import link.box.testing.acme.AcmeStub;
import link.box.testing.acme.Violation;

/**
 * What was seen in the simulated years.
 *
 * @param expiredHours how long the certificate in the store was expired, or none was there after the first
 * @param violations requests that met a limit of a CA
 */
record Outcome(Years years, double expiredHours, List<Violation> violations, long orders, long certificates, long requests, Tally tally) {
    private static final String ROW = "%-9s %6s %7s %13s %9s %8s %7s %6s %7s %8s %8s %8s %11s%n";

    static Outcome of(World world) {
        List<Violation> violations = world.cas().stream().flatMap(ca -> Stream.of(ca.real(), ca.staging()))
                .flatMap(stub -> stub.violations().stream()).toList();
        return new Outcome(world.years(), world.tally().expiredHours(world.now()), violations, sum(world, AcmeStub::orders),
                sum(world, stub -> stub.issued().size()), sum(world, AcmeStub::requestCount), world.tally());
    }

    static void head() {
        System.out.printf(ROW, "lifetime", "years", "orders", "certificates", "requests", "outages", "failed", "kills", "starts", "resumed",
                "threads", "expired", "violations");
    }

    void print() {
        System.out.printf(Locale.ROOT, ROW, name(), years.length().toDays() / 365, orders, certificates, requests, tally.outages,
                tally.failed, tally.kills, tally.starts, tally.resumed, tally.threads,
                String.format(Locale.ROOT, "%.1f h", expiredHours), violations.size());
        tally.gaps.forEach(each -> System.out.println("  expired " + each));
        violations.forEach(each -> System.out.println("  " + each));
    }

    /** @return the lifetime, in words for people */
    String name() {
        Duration life = years.lifetime();
        return life.toHours() % 24 == 0 ? life.toDays() + " d" : life.toHours() + " h";
    }

    private static long sum(World world, ToLongFunction<AcmeStub> what) {
        return world.cas().stream().mapToLong(ca -> what.applyAsLong(ca.real())).sum();
    }
}
