// Everything here is an addition: each page does its work without it.
import { addCopyButtons } from "./copy.js";
import { listenForKeys } from "./keys.js";
import { linkMarksAndRecords } from "./link.js";

addCopyButtons();
listenForKeys();
linkMarksAndRecords();
