package link.box.registration;

import java.time.Duration;
import java.util.List;
import link.box.api.work.RetryAfter;
import link.box.api.work.Task;
import link.box.api.work.Worker;

/** Announces all URLs to whoever is behind the same address, as the fxbox app wants it. */
final class PlainList {
    static final String JOB = "announce the Box";

    private final Situation situation;
    private final EachFamily families;
    private final Standing standing;
    private final Sequence sequence;
    private final Worker worker;
    private final Pause pause;
    private final Task task;

    PlainList(Situation situation, Server server, Standing standing, Sequence sequence, Worker worker, Duration period) {
        this.situation = situation;
        this.families = new EachFamily(server);
        this.standing = standing;
        this.sequence = sequence;
        this.worker = worker;
        this.pause = new Pause(worker, period);
        this.task = worker.every(period, Announcer.LONGEST, JOB, this::announce);
    }

    Task task() {
        return task;
    }

    private void announce() throws RetryAfter, Refused {
        Message message = situation.message();
        if (message.isEmpty()) {
            return;
        }
        pause.check();
        try {
            String body = message.body(sequence.next(worker.now()), situation.certificate, worker.now());
            List<String> known = families.go((family, line) -> registered(line.send("POST", "/register", body)));
            pause.over();
            standing.hold(Standing.Way.PLAIN, message.urls(), known, Announcer.HOLDS);
        } catch (Refused e) {
            throw pause.begin(e);
        }
    }

    private static boolean registered(Answer answer) throws Refused {
        if (!"registered".equals(answer.json().getString("status", ""))) {
            throw answer.none("it does not say \"registered\"");
        }
        return true;
    }
}
