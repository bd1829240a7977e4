package link.box.bench.mirrors;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;

/** Lets clients come while the address changes. */
final class Run implements AutoCloseable {
    private static final int THREADS = 8;
    private static final long LOOK_MILLIS = 50;

    private final Recorder recorder;
    private final Boxes boxes;
    private final Map<Cell, Strategy> played;
    private final List<Cell> cells;
    private final ScheduledExecutorService clients = Executors.newScheduledThreadPool(THREADS);
    private final ExecutorService players = Executors.newCachedThreadPool();
    private final List<Visitor> coming = new ArrayList<>();
    private volatile RuntimeException trouble;
    private int changes;

    /** Changes the address of the Boxes' interface; returns when the kernel has it. */
    interface Renumbering {
        void to(String address) throws IOException, InterruptedException;
    }

    /** @param played the strategies without a Box, which are played here */
    Run(Recorder recorder, Boxes boxes, Map<Cell, Strategy> played, List<Cell> cells) {
        this.recorder = recorder;
        this.boxes = boxes;
        this.played = played;
        this.cells = cells;
        clients.scheduleWithFixedDelay(this::look, 0, LOOK_MILLIS, TimeUnit.MILLISECONDS);
    }

    /** Puts the records of the strategies that are played here, for the first time. */
    void begin(String address) throws IOException, InterruptedException {
        for (Cell cell : played.keySet()) {
            lead(cell, address);
        }
    }

    /**
     * From now on clients of all kinds come to a resolver.
     *
     * @param pause milliseconds between two visits of one
     */
    void visit(String resolver, Resolution resolution, long pause) {
        for (Cell cell : cells) {
            Visitor visitor = new Visitor(resolver, cell, resolution, recorder, recorder::now, pause);
            coming.add(visitor);
            later(visitor, ThreadLocalRandom.current().nextLong(pause));
        }
    }

    private void later(Visitor visitor, long delay) {
        clients.schedule(() -> tick(visitor), delay, TimeUnit.MILLISECONDS);
    }

    private void tick(Visitor visitor) {
        try {
            long next = visitor.tick();
            if (!clients.isShutdown()) {
                later(visitor, next);
            }
        } catch (RuntimeException e) {
            trouble = e;
        }
    }

    /** The next look may go better, and what is not seen counts as not announced. */
    private void look() {
        try {
            boxes.look();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (IOException e) {
            System.err.println("mirrors: nothing is known of the Boxes: " + e);
        } catch (RuntimeException e) {
            trouble = e;
        }
    }

    /** Plays all changes, and looks on until so many milliseconds are over. */
    void play(List<Schedule.Step> steps, long millis, Renumbering renumbering) throws IOException, InterruptedException {
        long end = recorder.now() + millis;
        for (Schedule.Step step : steps) {
            Thread.sleep((long) (step.after() * 1000));
            check();
            change(step.address(), renumbering);
        }
        Thread.sleep(Math.max(0, end - recorder.now()));
        check();
    }

    /** A client that has died would seem to have waited for nothing. */
    private void check() throws IOException {
        if (trouble != null) {
            throw new IOException("this run proves nothing: " + trouble, trouble);
        }
    }

    /** Changes the address; returns when the strategies that are played here have followed. The Boxes do so on their own. */
    private void change(String address, Renumbering renumbering) throws IOException, InterruptedException {
        changes++;
        boxes.event(changes, address);
        cells.forEach(Cell::outdate);
        renumbering.to(address);
        recorder.event(changes, address);
        int change = changes;
        List<Callable<Void>> all = new ArrayList<>();
        played.keySet().forEach(cell -> all.add(() -> {
            lead(cell, address, change, recorder.now());
            return null;
        }));
        for (Future<Void> each : players.invokeAll(all)) {
            finished(each);
        }
    }

    private static void finished(Future<Void> call) throws IOException, InterruptedException {
        try {
            call.get();
        } catch (ExecutionException e) {
            throw new IOException("a strategy could not follow: " + e.getCause().getMessage(), e);
        }
    }

    private void lead(Cell cell, String address) throws IOException, InterruptedException {
        lead(cell, address, 0, 0);
    }

    private void lead(Cell cell, String address, int change, long event) throws IOException, InterruptedException {
        Announced next = new Announced(change, address, played.get(cell).lead(address), false);
        cell.announce(next);
        recorder.announced(cell, next, change == 0 ? -1 : recorder.now() - event);
    }

    @Override
    public void close() throws InterruptedException {
        clients.shutdown();
        players.shutdown();
        if (clients.awaitTermination(5, TimeUnit.SECONDS)) {
            coming.forEach(Visitor::leave);
        }
    }
}
