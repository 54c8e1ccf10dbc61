from commonweal.sealed.actions.break_glass import (
    drill,
    make_break_glass,
    recover_team,
)
from commonweal.sealed.actions.checking import check_log
from commonweal.sealed.actions.deciding import decide
from commonweal.sealed.actions.drafting import (
    add_file,
    begin_draft,
    forget_draft,
    forget_idle,
    read_draft,
    remove_file,
    save_answer,
)
from commonweal.sealed.actions.escalating import escalate_unopened
from commonweal.sealed.actions.forwarding import forward
from commonweal.sealed.actions.logging import verify_log, write_log
from commonweal.sealed.actions.retention import (
    end_due_content,
    hold,
    release,
    sweep_files,
)
from commonweal.sealed.actions.sealing import (
    open_file,
    open_submission,
    receives,
    seal_submission,
)
from commonweal.sealed.actions.submitting import Sent, submit_draft
from commonweal.sealed.actions.teams import (
    invite_member,
    let_in,
    needs_new_key,
    remove_member,
    rotate,
    start_team,
    take_away_old_wraps,
)
from commonweal.sealed.actions.unlocking import (
    begin_unlocking,
    change_passphrase,
    lock_again,
    lock_idle,
    resume,
    set_passphrase,
)

__all__ = [
    "Sent",
    "add_file",
    "begin_draft",
    "begin_unlocking",
    "change_passphrase",
    "check_log",
    "decide",
    "drill",
    "end_due_content",
    "escalate_unopened",
    "forget_draft",
    "forget_idle",
    "forward",
    "hold",
    "invite_member",
    "let_in",
    "lock_again",
    "lock_idle",
    "make_break_glass",
    "needs_new_key",
    "open_file",
    "open_submission",
    "read_draft",
    "receives",
    "recover_team",
    "release",
    "remove_file",
    "remove_member",
    "resume",
    "rotate",
    "save_answer",
    "seal_submission",
    "set_passphrase",
    "start_team",
    "submit_draft",
    "sweep_files",
    "take_away_old_wraps",
    "verify_log",
    "write_log",
]
