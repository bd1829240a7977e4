package link.box.address.names;

import java.io.IOException;
import java.net.InetAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;
import link.box.api.dns.Zone.Ability;
import link.box.api.identity.BoxNames;
import link.box.api.net.LocalAddress;
import link.box.api.net.LocalAddresses;
import link.box.api.net.PublishedAddress;
import link.box.api.net.PublishedName;
import link.box.api.net.PublishedName.Kind;
import link.box.api.work.RetryAfter;

/** One random life of a Box, with the invariants looked at whenever it tells its names. Also run with rules that were broken on purpose. */
public final class History {
    private static final Duration HOLD = Duration.ofSeconds(100);
    private static final BoxNames NAMES = new BoxNames("id", "box.test");
    private static final List<String> POOL = List.of("a", "b", "c", "d");
    private static final int STEPS = 80;

    private final Random random;
    private final World world;
    private final Disk disk;
    private final boolean forgetful;
    private final List<LocalAddresses> places = new ArrayList<>();
    private final Counts counts = new Counts();
    private Names names;
    private LocalAddresses place;
    private String violation;

    /** What happened in it. */
    static final class Counts {
        int told;
        int crashes;
        int losses;
        int failures;
        int mirrors;
    }

    History(long seed) throws IOException {
        random = new Random(seed);
        world = new World(random, random.nextInt(10) == 0 ? EnumSet.noneOf(Ability.class) : EnumSet.allOf(Ability.class));
        disk = new Disk(random);
        forgetful = random.nextInt(10) == 0;
        for (int i = 0; i < 2 + random.nextInt(6); i++) {
            places.add(place(i));
        }
        place = places.get(0);
    }

    /** @return what went wrong first; null if nothing did. For a class loader of its own, hence only JDK types. */
    public static String violation(long seed) throws Exception {
        return new History(seed).live().violation;
    }

    Optional<String> violation() {
        return Optional.ofNullable(violation);
    }

    Counts counts() {
        return counts;
    }

    History live() throws IOException {
        start(random.nextBoolean());
        for (int i = 0; i < STEPS && violation == null; i++) {
            step();
        }
        return this;
    }

    private void step() throws IOException {
        boolean bad = random.nextInt(3) == 0;
        world.faults(bad ? 0.5 : 0.02);
        world.crashes(bad ? 0.1 : 0.01);
        disk.crashes(bad ? 0.1 : 0.01);
        disk.refuses(random.nextInt(8) == 0 ? 0.7 : 0);
        if (forgetful && random.nextInt(8) == 0) {
            world.forget();
        }
        switch (random.nextInt(20)) {
            case 0 -> start(false);
            case 1 -> lose();
            case 2, 3 -> world.pass(HOLD.plusSeconds(random.nextInt(100)));
            case 4, 5, 6, 7, 8 -> world.pass(Duration.ofMillis(random.nextInt(60_000)));
            case 9, 10, 11, 12 -> place = places.get(random.nextInt(places.size()));
            default -> world.pass(Duration.ofMillis(random.nextInt(3_000)));
        }
        follow();
    }

    private void lose() throws IOException {
        if (random.nextInt(4) == 0) {
            counts.losses++;
            disk.lose();
            start(false);
        }
    }

    /** A new process: its clock begins anywhere. */
    private void start(boolean newborn) throws IOException {
        long origin = random.nextLong(1L << 50);
        names = new Names(world, NAMES, new Memory(disk, newborn && disk.read().isEmpty()), new Terms(HOLD, Duration.ofSeconds(20), POOL),
                () -> world.now() + origin);
    }

    private void follow() throws IOException {
        try {
            names.follow(place, this::look);
            atRest();
        } catch (Crash e) {
            counts.crashes++;
            start(false);
        } catch (IOException | RetryAfter e) {
            counts.failures++;
        }
    }

    /** I1 to I5. */
    private void look(Optional<PublishedAddress> told) {
        if (told.isEmpty()) {
            return;
        }
        counts.told++;
        String value = Stream.concat(told.get().ipv4().stream(), told.get().ipv6().stream()).map(InetAddress::getHostAddress)
                .reduce((a, b) -> a + " " + b).orElse("");
        List<PublishedName> all = told.get().names();
        for (PublishedName name : all) {
            boolean follows = name.kind() == Kind.MAIN || name.kind() == Kind.LOCAL;
            boolean bound = !follows || told.get().settled();
            counts.mirrors += name.kind() == Kind.MIRROR ? 1 : 0;
            check(!bound || rested(name, value), "I1 or I3: " + name.host() + " had another value within R");
            check(forgetful || world.value(name.host()).equals(value),
                    "I2: " + name.host() + " has " + world.value(name.host()) + ", not " + value);
            check(name.kind() != Kind.ADDRESS || world.lastOther(name.host(), value) == Long.MIN_VALUE,
                    "I4: " + name.host() + " had another value");
        }
        check(all.get(0).kind() != Kind.LOCAL && rested(all.get(0), value), "I5: the first name, " + all.get(0).host() + ", may be stale");
        check(all.get(0).kind() == Kind.MAIN == told.get().settled(), "I3: main stands first when settled, and only then");
    }

    private boolean rested(PublishedName name, String value) {
        long other = world.lastOther(name.host(), value);
        return other == Long.MIN_VALUE || world.now() - other >= HOLD.toNanos();
    }

    /** I6. */
    private void atRest() {
        check(forgetful || POOL.stream().anyMatch(label -> world.value(NAMES.below(label)).isEmpty()), "I6: no name of the pool is free");
    }

    private void check(boolean right, String what) {
        if (!right && violation == null) {
            violation = what;
        }
    }

    /** Some have IPv4 only, some a unique local address beside it, some IPv6 only. */
    private LocalAddresses place(int number) throws IOException {
        List<String> addresses = switch (random.nextInt(5)) {
            case 0 -> List.of("192.168.1." + (20 + number % 3), "fd00::" + number, "2001:db8::1");
            case 1 -> List.of("fd00::" + number);
            case 2 -> List.of("2001:db8::" + number);
            default -> List.of("192.168.1." + (20 + number));
        };
        List<LocalAddress> all = new ArrayList<>();
        for (String each : addresses) {
            all.add(new LocalAddress("eth0", InetAddress.getByName(each), 24));
        }
        return new LocalAddresses(all, Optional.empty());
    }
}
