package link.box.ota.health;

import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.runtime.ServiceComponentRuntime;

/** All there is to look at. */
public final class Signs {
    private final List<Vitals.Sign> all;

    /** @param all in the order in which they are looked at */
    Signs(List<Vitals.Sign> all) {
        this.all = List.copyOf(all);
    }

    /**
     * @param check how long a health check may take
     * @return what there is to look at within the framework
     */
    public static Signs within(BundleContext context, ServiceComponentRuntime runtime, Timed timed, Duration check) {
        return new Signs(List.of(new Bundles(context), new Components(runtime), new HealthChecks(context, timed, check),
                new Ways(context)));
    }

    /** @return these and one more */
    public Signs and(Vitals.Sign more) {
        return new Signs(Stream.concat(all.stream(), Stream.of(more)).toList());
    }

    /** Blocks for some seconds. A thing of which one is well and another ill, such as two configurations of a component, is ill. */
    public Vitals look() throws InterruptedException {
        Set<Vital> well = new HashSet<>();
        Map<Vital, Illness> ill = new HashMap<>();
        Vitals.Finding finding = new Vitals.Finding() {
            @Override
            public void well(Vital vital) {
                well.add(vital);
            }

            @Override
            public void ill(Vital vital, Illness why) {
                ill.put(vital, why);
            }
        };
        for (Vitals.Sign each : all) {
            each.look(finding);
        }
        well.removeAll(ill.keySet());
        return new Vitals(well, ill);
    }
}
