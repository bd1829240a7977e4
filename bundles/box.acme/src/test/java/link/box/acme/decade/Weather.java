package link.box.acme.decade;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import link.box.acme.decade.Event.What;

/**
 * All that goes wrong in some years, by a seed. Both CAs are never out together for more than half a day, and what stops any Box (the
 * zone out, the clock unknown) lasts two days at most and leaves four days until the next such thing.
 */
final class Weather {
    private static final What[] TROUBLES = {What.CA_OUT, What.CA_BROKEN, What.CA_BUSY, What.CA_BLIND, What.CA_PORTAL};
    private static final Instant NO_BATTERY = Instant.EPOCH;
    private static final Instant FAR = Instant.parse("2036-02-07T06:28:16Z");
    private static final int HOURS = 48;

    private final Random random;
    private final Instant end;
    private final List<Event> events = new ArrayList<>();

    private Weather(Years years) {
        this.random = new Random(years.seed());
        this.end = years.end();
    }

    /** @return the events, in order */
    static List<Event> of(Years years) {
        Weather weather = new Weather(years);
        weather.authorities();
        weather.stops();
        weather.restarts();
        weather.suggestions();
        weather.events.sort(null);
        return weather.events;
    }

    /** @return that the only CA is away for a while */
    static List<Event> outage(Instant from, Duration length) {
        return List.of(Event.of(from, What.CA_OUT, 0, false), Event.of(from.plus(length), What.CA_BACK, 0, true));
    }

    private void authorities() {
        int ca = 0;
        for (Instant time = days(10, 40); time.isBefore(end); ca = 1 - ca) {
            Instant over = time.plus(Duration.ofDays(random.nextInt(3) == 0 ? 60 : 3));
            What trouble = TROUBLES[random.nextInt(TROUBLES.length)];
            add(Event.of(time, trouble, ca, false));
            add(Event.of(over, What.CA_BACK, ca, random.nextBoolean()));
            boolean overlap = random.nextInt(4) == 0;
            time = overlap ? over.minus(Duration.ofHours(random.nextInt(12))) : over.plus(Duration.ofDays(1 + random.nextInt(30)));
        }
    }

    private void stops() {
        for (Instant time = days(4, 20); time.isBefore(end); time = later(time, 6, 30)) {
            Instant over = time.plus(Duration.ofHours(2 + random.nextInt(HOURS - 1)));
            switch (random.nextInt(4)) {
                case 0 -> zone(What.ZONE_OUT, time, over);
                case 1 -> zone(What.ZONE_STALE, time, over);
                case 2 -> clock(NO_BATTERY, time, over, random.nextInt(4) == 0);
                default -> clock(FAR, time, over, random.nextBoolean());
            }
        }
    }

    private void zone(What what, Instant from, Instant to) {
        add(Event.of(from, what, 0, false));
        add(Event.of(to, What.ZONE_BACK, 0, random.nextBoolean()));
    }

    private void clock(Instant instead, Instant from, Instant to, boolean believed) {
        add(new Event(from, believed ? What.CLOCK_WRONG : What.CLOCK_UNKNOWN, 0, Duration.between(from, instead), false));
        add(Event.of(to, What.CLOCK_RIGHT, 0, false));
    }

    private void restarts() {
        for (Instant time = days(5, 60); time.isBefore(end); time = later(time, 20, 60)) {
            add(Event.of(time, What.RESTART, 0, false));
        }
        for (Instant time = days(300, 500); time.isBefore(end); time = later(time, 300, 500)) {
            add(Event.of(time, What.CA_FORGETS, random.nextInt(2), false));
        }
    }

    private void suggestions() {
        boolean on = true;
        for (Instant time = Years.BEGIN; time.isBefore(end); time = time.plus(Duration.ofDays(182))) {
            add(Event.of(time, on ? What.ARI_ON : What.ARI_OFF, 0, false));
            on = !on;
        }
    }

    private Instant days(int least, int most) {
        return later(Years.BEGIN, least, most);
    }

    private Instant later(Instant time, int least, int most) {
        return time.plus(Duration.ofMinutes(least * 1440L + random.nextInt((most - least) * 1440)));
    }

    private void add(Event event) {
        if (event.when().isBefore(end)) {
            events.add(event);
        }
    }
}
