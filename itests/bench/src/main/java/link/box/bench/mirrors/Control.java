package link.box.bench.mirrors;

import java.io.IOException;
import java.util.List;
import java.util.Map;

/** One main name, which always leads to the address of now. */
record Control(ZoneAccount zone) implements Strategy {
    @Override
    public List<String> lead(String address) throws IOException, InterruptedException {
        zone.put(Map.of(zone.main(), address));
        return List.of(zone.main());
    }
}
