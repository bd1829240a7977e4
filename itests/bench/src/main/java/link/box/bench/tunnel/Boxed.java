package link.box.bench.tunnel;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import link.box.lab.Await;
import link.box.lab.Lab;
import link.box.lab.LabOptions;

/**
 * The builtin engine in a whole Box, with the flags of the image. Its tunnel ends at the origin: that has taken the port before the Box
 * could, which says so and goes on.
 */
final class Boxed implements Contestant {
    private static final Duration PATIENCE = Duration.ofSeconds(120);
    private static final int STREAMS = 1100;
    private final String name;
    private final Lab lab;
    private final Way way;

    private Boxed(String name, Lab lab, Way way) {
        this.name = name;
        this.lab = lab;
        this.way = way;
    }

    /** To Debian's frontend. */
    static Boxed toPagekite(Path images, Path directory, int origin) throws Exception {
        Lab lab = new Lab(images, directory, options(origin).behind(LabOptions.Frontend.PAGEKITE));
        return new Boxed("builtin_pagekite_frontend", lab, way(lab, lab.frontendPort()));
    }

    /** To the frontend of our own, in a whole cloud. */
    static Boxed toOurs(Path images, Path directory, int origin) throws Exception {
        Lab lab = new Lab(images, directory, options(origin));
        lab.frontend().set("tunnel.streams", STREAMS).set("tunnel.connections.per.source", 2 * STREAMS);
        return new Boxed("builtin", lab, way(lab, lab.frontendPort()));
    }

    private static LabOptions options(int origin) {
        return LabOptions.usual().with("tunnel.engine", "builtin").with("tunnel.port", String.valueOf(origin));
    }

    private static Way way(Lab lab, int frontend) throws Exception {
        lab.start();
        lab.box().start();
        String main = Await.until(PATIENCE, "the Box has a name", () -> lab.box().status().json().getString("main", null));
        Way way = new Way(frontend, "remote." + main, null);
        Await.isTrue(PATIENCE, "the kite flies", () -> Pagekite.flies(way));
        return way;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public Way way() {
        return way;
    }

    @Override
    public long pid() {
        return lab.box().program().pid();
    }

    /** @return megabytes that a tunnel adds to a Box that is idle, of so many starts with it and without */
    double idle(int starts) throws Exception {
        return Idle.measure(lab, starts);
    }

    @Override
    public void close() {
        try {
            lab.close();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
