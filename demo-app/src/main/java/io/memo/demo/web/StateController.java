package io.memo.demo.web;

import io.memo.Memoizer;
import io.memo.demo.airports.WorkFiles;
import io.memo.demo.tour.TourSettings;
import io.memo.demo.web.StateView.MethodView;
import io.memo.demo.web.StateView.SettingsView;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** The buttons of the page that change what tours depend on. Each answers with the state after it. */
@RestController
@RequestMapping("/api")
class StateController {

    private final TourSettings settings;
    private final WorkFiles files;
    private final Memoizer memoizer;
    private final MutationAlerts alerts;

    StateController(TourSettings settings, WorkFiles files, Memoizer memoizer, MutationAlerts alerts) {
        this.settings = settings;
        this.files = files;
        this.memoizer = memoizer;
        this.alerts = alerts;
    }

    @GetMapping("/state")
    StateView state() {
        return new StateView(
                new SettingsView(settings.getUnit(), settings.getSearch()),
                files.edited(),
                memoizer.methods().stream().map(MethodView::of).toList(),
                alerts.latest());
    }

    /** Changes an external variable of the planner, for everyone. */
    @PutMapping("/settings")
    StateView change(@RequestBody SettingsView wanted) {
        settings.setUnit(wanted.unit());
        settings.setSearch(wanted.search());
        return state();
    }

    /** Edits the data file. */
    @PutMapping("/edit")
    StateView edit() {
        files.edit(true);
        return state();
    }

    /** Takes the edit back. */
    @DeleteMapping("/edit")
    StateView undoEdit() {
        files.edit(false);
        return state();
    }

    /** Lets go of all results of a method. */
    @DeleteMapping("/entries/{method}")
    StateView clear(@PathVariable String method) {
        memoizer.clear(method);
        alerts.forget(method);
        return state();
    }
}
