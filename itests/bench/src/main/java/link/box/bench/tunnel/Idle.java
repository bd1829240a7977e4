package link.box.bench.tunnel;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import link.box.lab.Await;
import link.box.lab.Handshake;
import link.box.lab.Lab;
import link.box.lab.LabBox;
import link.box.lab.Ports;

/**
 * What a tunnel that flies and carries nothing costs a Box: Boxes with it and without, by turns, each started anew. Both have answered
 * one request at home, as every Box in use has: what a first request loads is not the tunnel's. Looked at when the threads of the start
 * have gone.
 */
final class Idle {
    private static final Duration PATIENCE = Duration.ofSeconds(120);
    private static final long REST_MILLIS = 60_000;

    private final Lab lab;
    private final LabBox with;
    private final LabBox without;

    private Idle(Lab lab) throws Exception {
        this.lab = lab;
        this.with = lab.addBox("idle-with");
        this.without = lab.addBox("idle-without");
        // the lab's own Box leaves it to the origin
        with.process().set("tunnel.port", Ports.free(1)[0]);
        without.process().set("tunnel.port", Ports.free(1)[0]).set("tunnel.enabled", "false");
    }

    /**
     * @param lab started, with a frontend
     * @param boots of each kind
     * @return megabytes that the tunnel adds: the difference of the medians
     */
    static double measure(Lab lab, int boots) throws Exception {
        Idle idle = new Idle(lab);
        List<Double> flying = new ArrayList<>();
        List<Double> grounded = new ArrayList<>();
        for (int i = 0; i <= boots; i++) {
            double one = idle.boot(idle.with, true);
            double other = idle.boot(idle.without, false);
            if (i > 0) { // the first has to get its certificate
                flying.add(one);
                grounded.add(other);
            }
        }
        System.out.printf("An idle Box: with the tunnel %s MB, without %s MB%n", flying, grounded);
        return median(flying) - median(grounded);
    }

    private double boot(LabBox box, boolean flies) throws Exception {
        box.start();
        try {
            Await.isTrue(PATIENCE, "the Box is up", () -> box.process().status().json().containsKey("certificate")
                    && box.process().status().json().containsKey("tunnel") == flies);
            Await.isTrue(PATIENCE, "it answers at home", () -> Handshake.get("127.0.0.1", box.port(), "/ping") > 0);
            Thread.sleep(REST_MILLIS);
            return Memory.of(box.process().program().pid());
        } finally {
            box.process().close();
        }
    }

    private static double median(List<Double> figures) {
        return figures.stream().sorted().skip(figures.size() / 2).findFirst().orElseThrow();
    }
}
