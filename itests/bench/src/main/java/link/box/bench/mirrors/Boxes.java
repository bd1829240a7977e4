package link.box.bench.mirrors;

import java.io.IOException;
import java.util.List;
import java.util.Map;

/**
 * Real Boxes, which follow the address by themselves. What they announce is read from the registration server again and again, so that an
 * announcement is seen late by a look's pause at most. Thread-safe.
 */
final class Boxes {
    private final Board board;
    private final List<Cell> cells;
    private final Recorder recorder;
    private final long[] before;
    private String address;
    private int change;
    private long event;

    /** @param address where they are now, and have said that they are */
    Boxes(Board board, List<Cell> cells, Recorder recorder, String address) throws IOException, InterruptedException {
        this.board = board;
        this.cells = cells;
        this.recorder = recorder;
        this.address = address;
        this.before = new long[cells.size()];
        look();
    }

    /** Their address is another one from now on. */
    synchronized void event(int number, String next) {
        change = number;
        address = next;
        event = recorder.now();
    }

    /** Looks at what they have told. */
    synchronized void look() throws IOException, InterruptedException {
        Map<String, Board.Entry> entries = board.read();
        for (int i = 0; i < before.length; i++) {
            Cell cell = cells.get(i);
            Board.Entry entry = entries.get(cell.main().substring(0, cell.main().indexOf('.')));
            if (entry != null && entry.names().contains(address.replace('.', '-') + "." + cell.main())) {
                told(cell, entry, entry.seq() > before[i]);
                before[i] = entry.seq();
            }
        }
    }

    /** @param news whether it is another announcement than that of the last look; a Box may also have slept over a change and its return */
    private void told(Cell cell, Board.Entry entry, boolean news) {
        Announced old = cell.announced();
        boolean first = old == null || old.changing();
        if (first && !news && !old.address().equals(address) || !first && old.names().equals(entry.names())) {
            return;
        }
        Announced next = new Announced(change, address, entry.names(), false);
        cell.announce(next);
        recorder.announced(cell, next, first && change > 0 ? recorder.now() - event : -1);
    }
}
