package link.box.acme.decade;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Random;
import link.box.acme.ZoneServer;
import link.box.acme.decade.Moment.End;

/** Time, the CAs, the zone, and what happens to them and the Box. One Box at a time asks it, line by line. */
final class World implements AutoCloseable {
    /** Two moves that are so close show that an attempt is under way. */
    private static final Duration BUSY = Duration.ofSeconds(10);
    private static final int ONE_IN = 25;

    private final Years years;
    private final Queue<Event> events;
    private final Random random;
    private final Tally tally = new Tally();
    private final ZoneBook zone = new ZoneBook();
    private final ZoneServer dns;
    private final List<Authority> cas = new ArrayList<>();
    private volatile Instant now = Years.BEGIN;
    private Duration ahead = Duration.ZERO;
    private boolean known = true;
    private boolean kick;
    private boolean restart;

    World(Years years, List<Event> events, Path folder) throws IOException, GeneralSecurityException {
        this.years = years;
        this.events = new ArrayDeque<>(events);
        this.random = new Random(years.seed());
        this.dns = new ZoneServer(zone.shown());
        for (int i = 0; i < (years.second() ? 2 : 1); i++) {
            cas.add(new Authority(Files.createDirectories(folder.resolve("ca" + i)), () -> now, zone.shown(), years.lifetime()));
        }
    }

    Tally tally() {
        return tally;
    }

    Years years() {
        return years;
    }

    List<Authority> cas() {
        return cas;
    }

    Instant now() {
        return now;
    }

    /** @return settings of the first CA, and those in general */
    Map<String, Object> first() {
        Map<String, Object> settings = new HashMap<>(cas.get(0).settings());
        settings.put("nameservers", dns.address());
        return settings;
    }

    Map<String, Object> second() {
        return cas.size() > 1 ? cas.get(1).settings() : Map.of();
    }

    /** @return what happens to a Box that asks this */
    synchronized String answer(String line) {
        String[] words = line.split(" ");
        return switch (words[0]) {
            case "start" -> start().toString();
            case "move" -> move(Instant.ofEpochMilli(Long.parseLong(words[1]))).toString();
            case "served" -> served(Long.parseLong(words[1]), Boolean.parseBoolean(words[2]));
            case "attempt" -> attempt(Boolean.parseBoolean(words[1]));
            case "threads" -> threads(Long.parseLong(words[1]));
            case "zone" -> zone.answer(words);
            default -> throw new IllegalArgumentException(line);
        };
    }

    /** Time passes without a Box. */
    synchronized void pass(Duration time) {
        go(now.plus(time));
        kick = false;
    }

    private Moment start() {
        tally.starts++;
        restart = false;
        kick = false;
        return moment(End.NONE);
    }

    private Moment move(Instant to) {
        boolean busy = Duration.between(now, to).compareTo(BUSY) < 0;
        go(to);
        if (!now.isBefore(years.end())) {
            return moment(End.OVER);
        }
        boolean cut = busy && years.cuts() && tally.kills < years.kills() && random.nextInt(ONE_IN) == 0;
        return moment(cut ? End.CUT : restart ? End.STOP : End.NONE);
    }

    private void go(Instant to) {
        while (!events.isEmpty() && !events.peek().when().isAfter(to)) {
            now = events.peek().when();
            happen(events.remove());
        }
        now = to;
    }

    private void happen(Event event) {
        kick |= event.told();
        switch (event.what()) {
            case CA_OUT, CA_BROKEN, CA_BUSY, CA_BLIND, CA_PORTAL -> {
                tally.outages++;
                cas.get(event.ca()).fail(event.what());
            }
            case CA_BACK -> cas.get(event.ca()).recover();
            case CA_FORGETS -> cas.get(event.ca()).forget();
            case ARI_ON, ARI_OFF -> cas.forEach(ca -> ca.suggest(event.what() == Event.What.ARI_ON));
            case ZONE_OUT, ZONE_STALE, ZONE_BACK -> {
                tally.outages += event.what() == Event.What.ZONE_BACK ? 0 : 1;
                zone.become(event.what());
            }
            case CLOCK_UNKNOWN, CLOCK_WRONG, CLOCK_RIGHT -> {
                ahead = event.clock();
                known = event.what() != Event.What.CLOCK_UNKNOWN;
            }
            default -> restart = true;
        }
    }

    private Moment moment(End end) {
        Instant next = events.isEmpty() ? years.end() : events.peek().when();
        Moment moment = new Moment(now, ahead, known, kick, end, next.isBefore(years.end()) ? next : years.end());
        kick = false;
        return moment;
    }

    private String served(long end, boolean resumed) {
        tally.served(now, end == 0 ? null : Instant.ofEpochMilli(end));
        tally.resumed += resumed ? 1 : 0;
        return "ok";
    }

    private String attempt(boolean succeeded) {
        tally.failed += succeeded ? 0 : 1;
        return "ok";
    }

    private String threads(long most) {
        tally.threads = Math.max(tally.threads, most);
        return "ok";
    }

    @Override
    public void close() throws IOException {
        dns.close();
        for (Authority each : cas) {
            each.close();
        }
    }
}
