package link.box.ota;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** All there is to look at. */
final class Signs {
    private final List<Vitals.Sign> all;

    Signs(List<Vitals.Sign> all) {
        this.all = List.copyOf(all);
    }

    /** Blocks for some seconds. A thing of which one is well and another ill, such as two configurations of a component, is ill. */
    Vitals look() throws InterruptedException {
        Set<Vital> well = new HashSet<>();
        Map<Vital, String> ill = new HashMap<>();
        Vitals.Finding finding = new Vitals.Finding() {
            @Override
            public void well(Vital vital) {
                well.add(vital);
            }

            @Override
            public void ill(Vital vital, String why) {
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
