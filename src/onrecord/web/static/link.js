// Shows which words prove which record: the pointer or the focus on one lights up the other.

export function linkMarksAndRecords() {
  for (const [enter, leave] of [["pointerover", "pointerout"], ["focusin", "focusout"]]) {
    document.addEventListener(enter, (event) => light(event.target, true));
    document.addEventListener(leave, (event) => light(event.target, false));
  }
}

function light(target, on) {
  const carrier = target.closest?.("[data-records]");
  if (!carrier) return;
  const records = new Set(carrier.dataset.records.split(" "));
  for (const other of document.querySelectorAll("[data-records]")) {
    if (other.dataset.records.split(" ").some((record) => records.has(record))) {
      other.classList.toggle("linked", on);
    }
  }
}
