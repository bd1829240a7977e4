package link.box.registration;

import java.net.InetAddress;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import link.box.api.access.ConnectedApps;
import link.box.api.access.Letterbox;
import link.box.api.registration.Url;
import link.box.api.work.RetryAfter;
import link.box.api.work.Task;
import link.box.api.work.Worker;
import link.box.common.json.Json;

/** Leaves for each connected app where the Box is, each by itself, so that nothing tells that the places are of one Box. */
final class Letters {
    static final String JOB = "tell the apps where the Box is";
    private static final Duration PERIOD = Duration.ofMinutes(10);
    private static final Duration HOLDS = Duration.ofMinutes(30);
    private static final int SPREAD_MILLIS = 2_000;
    private static final int TAKEN = 409;

    private final Situation situation;
    private final Supplier<Server> servers;
    private final Standing standing;
    private final Speaks speaks;
    private final Sequence sequence;
    private final Worker worker;
    private final RandomGenerator random;
    private final Pause pause;
    /** By locator: the letterboxes themselves are another bundle's, which may be updated. */
    private final Map<String, Long> due = new HashMap<>();
    private List<Url> told = List.of();
    private volatile Task task;

    /** @param servers a new one for each letter: TLS sessions that are resumed would tell that two letters are of one Box */
    Letters(Situation situation, Supplier<Server> servers, Standing standing, Speaks speaks, Sequence sequence, Worker worker,
            RandomGenerator random) {
        this.situation = situation;
        this.servers = servers;
        this.standing = standing;
        this.speaks = speaks;
        this.sequence = sequence;
        this.worker = worker;
        this.random = random;
        this.pause = new Pause(worker, PERIOD);
    }

    /** The first run waits for the lock, so that it knows its task. */
    synchronized Task start() {
        task = worker.every(PERIOD, Announcer.LONGEST, JOB, this::leave);
        return task;
    }

    private synchronized void leave() throws RetryAfter, Refused {
        Message message = situation.message();
        List<Letterbox> boxes = situation.apps().map(ConnectedApps::letterboxes).orElse(List.of());
        if (message.isEmpty() || boxes.isEmpty() || !speaks.second()) {
            return;
        }
        plan(message.urls(), boxes);
        pause.check();
        long now = worker.nanos();
        try {
            leave(message, boxes, now);
            pause.over();
        } catch (Refused e) {
            if (speaks.no(e)) {
                return;
            }
            if (e.asked().isEmpty()) {
                next(now);
            }
            throw pause.begin(e);
        }
        next(now);
    }

    /** What was not due wants its own time, whatever became of what was. */
    private void next(long now) {
        due.values().stream().filter(each -> each - now > 0).min(Long::compare)
                .ifPresent(first -> task.kickAfter(Duration.ofNanos(Math.max(0, first - worker.nanos()))));
    }

    /** A change is told to each at a time of its own, soon. */
    private void plan(List<Url> urls, List<Letterbox> boxes) {
        due.keySet().retainAll(boxes.stream().map(Letterbox::locator).toList());
        if (!urls.equals(told)) {
            told = urls;
            due.clear();
        }
        boxes.forEach(each -> due.computeIfAbsent(each.locator(),
                any -> worker.nanos() + Duration.ofMillis(random.nextInt(SPREAD_MILLIS + 1)).toNanos()));
    }

    private void leave(Message message, List<Letterbox> boxes, long now) throws Refused {
        Set<String> families = new HashSet<>();
        Refused failed = null;
        for (Letterbox box : boxes) {
            if (now - due.get(box.locator()) >= 0) {
                try {
                    families.add(leave(message, box).toString());
                    due.put(box.locator(), worker.nanos() + PERIOD.toNanos());
                } catch (Refused e) {
                    failed = e;
                    later(box, e);
                }
            }
        }
        if (!families.isEmpty()) {
            speaks.yes();
            standing.hold(Standing.Way.LETTERS, message.urls(), List.copyOf(families), HOLDS);
        }
        if (failed != null) {
            throw failed;
        }
    }

    /** A place that is another's does not become ours by asking soon. */
    private void later(Letterbox box, Refused refusal) {
        if (refusal.status() == TAKEN) {
            due.put(box.locator(), worker.nanos() + PERIOD.toNanos());
        }
    }

    /** What another bundle does is no reason that the next app hears nothing. */
    private static String sealed(Letterbox box, String text) throws Refused {
        try {
            return box.seal(text);
        } catch (RuntimeException e) {
            throw new Refused("a letter cannot be sealed: " + e.getClass().getSimpleName());
        }
    }

    private Family leave(Message message, Letterbox box) throws Refused {
        String text = LetterText.of(sequence.next(worker.now()), message.issuer(), message.urls());
        String body = Json.PROVIDER.createObjectBuilder().add("v", 2).add("write", box.writeKey()).add("sealed", sealed(box, text))
                .add("ttl", HOLDS.toSeconds()).build().toString();
        Server server = servers.get();
        List<InetAddress> addresses = server.addresses().values().stream().flatMap(List::stream).toList();
        return server.send(addresses, "PUT", "/v2/where/" + box.locator(), body).done().family();
    }
}
